import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyStore } from '#platform/keys.ts';
import { readSettings } from '#platform/settings.ts';
import { HubSettingsSchema } from '../../../src/hub/server/settings.ts';
import { splitFrames } from '../../../src/kiosk/engine/devices/rdm6300/frame.ts';
import { readEngineSettings } from '../../../src/kiosk/engine/settings.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { playCases, type Stage } from './support/play-cases.ts';
import { spoiledBytes, spoiledText } from './support/spoil.ts';

/** What an operator, an editor or a bad cable hands to the programs: settings, files of settings and keys, bytes of a reader. */
export const settingsCampaign: Campaign = {
  name: 'hostile-settings',
  title: 'Spoiled settings, key files and bytes of a card reader',
  unit: 'inputs',
  perTest: 10_000,
  atGate: 100_000,
  chunk: 25_000,
  run: (from, count) => playCases({ name: 'hostile-settings', group: 5_000, open: openStage }, from, count),
};

const READERS =
  '[{"kind":"rdm6300","path":"/dev/serial/by-id/x","name":"Door"},{"kind":"wedge","name":"Desk","profile":"em-8h10d"}]';
const KIOSK_FLAGS = [
  '--hub=https://hub.example.edu',
  '--kiosk-port=8090',
  `--readers=${READERS}`,
  '--log=info',
  '--keep-days=60',
];
const HUB_FLAGS = [
  '--host=0.0.0.0',
  '--hub-port=8080',
  '--public-url=https://hub.example.edu',
  '--tls=none',
  '--trust-proxy=yes',
];
const KEYS = `{"kind":"plain","keys":{"device-key":"${'A'.repeat(43)}"}}`;
/** One whole frame of an RDM6300. */
const FRAME = Buffer.from('\x023E000AC1F401\x03', 'latin1');

function openStage(): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'muster-hostile-'));
  return {
    play: (random) => random.oneOf([engine, hub, files, reader])(random, folder),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function engine(random: Random, folder: string): void {
  expectWords(
    readEngineSettings({
      env: envOf(random),
      argv: [`--data=${folder}`, ...spoiledFlags(KIOSK_FLAGS, random)],
    }),
  );
}

function hub(random: Random): void {
  expectWords(readSettings(HubSettingsSchema, { env: envOf(random), argv: spoiledFlags(HUB_FLAGS, random) }));
}

function spoiledFlags(flags: readonly string[], random: Random): readonly string[] {
  return flags
    .filter(() => random.chance(0.7))
    .map((flag) => (random.chance(0.3) ? spoiledText(flag, random) : flag));
}

function envOf(random: Random): NodeJS.ProcessEnv {
  const value = spoiledText('8080', random);
  return {
    [random.oneOf(['MUSTER_HUB_PORT', 'MUSTER_LOG', 'MUSTER_READERS', 'MUSTER_DATA_', '__proto__'])]: value,
  };
}

function expectWords(read: { readonly ok: boolean; readonly error?: string }): void {
  if (!read.ok && !read.error) throw new Error('refused without words');
}

function files(random: Random, folder: string): void {
  const path = join(folder, 'keys.json');
  writeFileSync(
    path,
    random.chance(0.5) ? spoiledText(KEYS, random) : spoiledBytes(Buffer.from(KEYS), random),
  );
  const opened = KeyStore.open({ path });
  if (!opened.ok && opened.error.text === '') throw new Error('refused without words');
}

/** Bytes come as the wire gives them: cut anywhere, with noise between. */
function reader(random: Random): void {
  const stream = Buffer.concat(
    Array.from({ length: random.whole(1, 4) }, () =>
      random.chance(0.5) ? FRAME : Buffer.from(spoiledBytes(FRAME, random)),
    ),
  );
  let rest: Uint8Array = new Uint8Array();
  for (let at = 0; at < stream.length; ) {
    const end = at + random.whole(1, 20);
    const split = splitFrames(Buffer.concat([rest, stream.subarray(at, end)]));
    rest = split.rest;
    if (rest.length > 64) throw new Error('noise is kept');
    at = end;
  }
}
