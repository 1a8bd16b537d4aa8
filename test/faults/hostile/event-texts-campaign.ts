import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { EnvelopeSchema, EVENT_BODIES, type EventType } from '#domain/ledger/event.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { decodeEvent, encodeEvent } from '#domain/ledger/event-text.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { readReceived } from '../../../src/hub/server/sync/read-received.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { playCases } from './support/play-cases.ts';
import { spoiledText, spoiledValue } from './support/spoil.ts';
import { valueOfSchema } from './support/value-of-schema.ts';

/** What stands in ledgers: every text is read or set aside, and never anything else. */
export const eventTextsCampaign: Campaign = {
  name: 'hostile-event-texts',
  title: 'Spoiled texts of events',
  unit: 'texts',
  perTest: 100_000,
  atGate: 1_000_000,
  chunk: 100_000,
  run: (from, count) =>
    playCases({ name: 'hostile-event-texts', group: 10_000, open: () => ({ play }) }, from, count),
};

const TYPES = Object.keys(EVENT_BODIES) as EventType[];

/** An event by the book of any type, with values from the edges of what each field may be. */
export function anyEnvelope(random: Random): Envelope {
  const type = random.oneOf(TYPES);
  const envelope = valueOfSchema(EnvelopeSchema, random) as Envelope;
  return { ...envelope, type, v: 1, body: valueOfSchema(EVENT_BODIES[type], random) };
}

function play(random: Random): void {
  const envelope = anyEnvelope(random);
  const good = encodeEvent(envelope);
  const text = textToTry(good, envelope, random);
  const { epoch } = envelope;
  // Lone surrogates are the same three bytes to both.
  if (random.chance(0.1) && eventHash(epoch, 1, GENESIS, text) !== fastEventHash(epoch, 1, GENESIS, text))
    throw new Error('two hashes');
  const decoded = decodeEvent(text);
  if (text === good && !(decoded.ok && decoded.value.event !== null)) throw new Error(`not read: ${good}`);
  const { flag } = readReceived(text, { ...envelope, hash: fastEventHash(epoch, 1, GENESIS, text) });
  if (decoded.ok) expectOneMeaning(text, decoded.value.envelope, { envelope, flag });
  else if (flag !== 'unreadable') throw new Error('believed though unreadable');
}

type Expected = { readonly envelope: Envelope; readonly flag: 'unreadable' | 'misnamed' | null };

/** Whoever reads it, by whatever shortcut, reads the same. */
function expectOneMeaning(text: string, read: Envelope, { envelope, flag }: Expected): void {
  if (encodeEvent(read) !== text) throw new Error(`two texts of one event: ${text.slice(0, 300)}`);
  const place = eventPlace(text) ?? read;
  if (place.kiosk !== read.kiosk || place.seq !== read.seq || place.id !== read.id)
    throw new Error(`its place is read in two ways: ${text.slice(-300)}`);
  const { kiosk, epoch, seq } = envelope;
  const isOwn = kiosk === read.kiosk && seq === read.seq && epoch === read.epoch;
  if (isOwn !== (flag === null)) throw new Error('taken for another');
}

function textToTry(good: string, envelope: Envelope, random: Random): string {
  switch (random.whole(0, 5)) {
    case 0:
      return good;
    case 1:
      return JSON.stringify(spoiledValue(envelope, random)) ?? 'undefined';
    case 2:
      return canonicalOrNot(spoiledValue(envelope, random), good);
    default:
      return spoiledText(good, random);
  }
}

/** As canonical as it can be made: whoever attacks knows the rules too. */
function canonicalOrNot(value: unknown, otherwise: string): string {
  try {
    return encodeEvent(value as Envelope);
  } catch {
    return otherwise;
  }
}
