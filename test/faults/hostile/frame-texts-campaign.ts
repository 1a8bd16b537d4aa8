import { DownSchema } from '#contracts/sync/down.ts';
import { readFrame } from '#contracts/sync/read-frame.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { playCases } from './support/play-cases.ts';
import { spoiledText, spoiledValue } from './support/spoil.ts';
import { valueOfSchema } from './support/value-of-schema.ts';

/** What is read off a socket, in either direction, before any machine sees it. */
export const frameTextsCampaign: Campaign = {
  name: 'hostile-frame-texts',
  title: 'Spoiled texts of messages, both ways',
  unit: 'texts',
  perTest: 100_000,
  atGate: 1_000_000,
  chunk: 250_000,
  run: (from, count) =>
    playCases({ name: 'hostile-frame-texts', group: 10_000, open: () => ({ play }) }, from, count),
};

function play(random: Random): void {
  const schema = random.chance(0.5) ? UpSchema : DownSchema;
  const good = valueOfSchema(schema, random);
  const text = random.chance(0.5)
    ? JSON.stringify(spoiledValue(good, random))
    : spoiledText(JSON.stringify(good), random);
  const read = readFrame(text ?? 'undefined', schema as typeof UpSchema);
  if (read.kind === 'malformed' && read.detail.length > 200) throw new Error('the detail has no end');
  if (read.kind !== 'frame') return;
  if (JSON.stringify(read.value).includes('"polluted"')) throw new Error(`rode along: ${text.slice(0, 300)}`);
  // What was let in has exactly the fields it should have, down to the last: nothing rides along.
  if (!schema.safeParse(JSON.parse(JSON.stringify(read.value))).success)
    throw new Error(`let in: ${text.slice(0, 300)}`);
  if (Object.prototype.toString.call({}) !== '[object Object]' || 'polluted' in {})
    throw new Error('prototype polluted');
}
