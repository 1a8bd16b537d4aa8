import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { type EventPlace, eventPlace } from '#domain/ledger/event-place.ts';
import { type CarvedRecord, type CarvedValue, carveRecords } from '#platform/sqlite-file/carve-records.ts';

/** A row that may be an event: what it says of itself, believed by nobody yet. `text` is bytes, because rot may have made it none. */
export type FoundEvent = { readonly text: Buffer; readonly hash: Hash };

export type FoundEpoch = {
  readonly epoch: Epoch;
  /** Which life of the ledger it was: 1 for the first. */
  readonly number: number;
  /** By seq; several where the file holds other bytes for one place. */
  readonly events: ReadonlyMap<number, readonly FoundEvent[]>;
  readonly ackedSeq: number;
  readonly prunedSeq: number;
  readonly prunedHash: Hash | undefined;
};

/** An event of the hub's stream, with its place there. */
export type FoundHubEvent = {
  readonly position: number;
  readonly origin: KioskNumber;
  readonly epoch: Epoch;
  readonly seq: number;
  readonly text: string;
  readonly hash: Hash;
  readonly seal: string;
  readonly link: Hash;
};

export type FoundRows = {
  /** Oldest first. */
  readonly epochs: readonly FoundEpoch[];
  readonly hubEvents: readonly FoundHubEvent[];
  /** Whose ledger most of its rows say it is. */
  readonly kiosk: KioskNumber | undefined;
};

const HASH_CHARS = 64;
const HASH = /^[0-9a-f]{64}$/;
const EPOCH = /^[0-9a-f]{16}$/;

/** Everything in a ledger's file and its WAL that looks like a row of it. */
export function findRows(path: string): FoundRows {
  const events = new LooseEvents();
  const epochs: EpochRow[] = [];
  const hubEvents: FoundHubEvent[] = [];
  for (const record of carveRecords(path, HASH_CHARS)) {
    const [rowid, ...values] = record.values;
    if (rowid !== null) continue;
    if (values.length === 4) events.take(values);
    if (values.length !== 7) continue;
    const epoch = epochRowIn(record.rowid, values);
    if (epoch !== undefined) epochs.push(epoch);
    const hubEvent = hubEventIn(record.rowid, values);
    if (hubEvent !== undefined) hubEvents.push(hubEvent);
  }
  const placed = events.placed();
  const kiosks = [...epochs.map(({ kiosk }) => kiosk), ...placed.flatMap(({ place }) => place?.kiosk ?? [])];
  return {
    epochs: byEpoch(placed, epochs),
    hubEvents,
    kiosk: mostFrequent(kiosks) as KioskNumber | undefined,
  };
}

type EpochRow = {
  readonly number: number;
  readonly epoch: Epoch;
  readonly kiosk: number;
  readonly ackedSeq: number;
  readonly prunedSeq: number;
  readonly prunedHash: Hash;
};

type Values = CarvedRecord['values'];

function epochRowIn(number: number, values: Values): EpochRow | undefined {
  const [name, kiosk, ackedSeq, ackedHash, , prunedSeq, last] = values;
  const [epoch, prunedHash] = [asText(name, EPOCH), asText(last, HASH)];
  if (epoch === undefined || prunedHash === undefined || asText(ackedHash, HASH) === undefined)
    return undefined;
  if (!isCount(kiosk) || !isCount(ackedSeq) || !isCount(prunedSeq)) return undefined;
  return { number, epoch: epoch as Epoch, kiosk, ackedSeq, prunedSeq, prunedHash: prunedHash as Hash };
}

function hubEventIn(position: number, values: Values): FoundHubEvent | undefined {
  const [origin, second, seq, fourth, fifth, sixth, last] = values;
  const [epoch, text, hash] = [asText(second, EPOCH), asText(fourth), asText(fifth, HASH)];
  const [seal, link] = [asText(sixth), asText(last, HASH)];
  if (!isCount(origin) || !isCount(seq) || epoch === undefined || text === undefined) return undefined;
  if (hash === undefined || seal === undefined || link === undefined) return undefined;
  return {
    position,
    origin: origin as KioskNumber,
    epoch: epoch as Epoch,
    seq,
    text,
    hash: hash as Hash,
    seal,
    link: link as Hash,
  };
}

type LooseEvent = FoundEvent & { readonly number: number; readonly seq: number };

class LooseEvents {
  /** By number of the epoch and seq: most rows stand in a file several times, as its pages are copied and left behind. */
  readonly #byPlace = new Map<string, LooseEvent[]>();

  take([number, seq, text, last]: Values): void {
    const hash = asText(last);
    if (!isCount(number) || !isCount(seq) || !Buffer.isBuffer(text) || hash === undefined) return;
    const key = `${number} ${seq}`;
    const known = this.#byPlace.get(key);
    if (known?.some((other) => other.hash === hash && other.text.equals(text)) === true) return;
    const event = { number, seq, text, hash: hash as Hash };
    if (known === undefined) this.#byPlace.set(key, [event]);
    else known.push(event);
  }

  placed(): readonly PlacedEvent[] {
    const events = [...this.#byPlace.values()].flat();
    return events.map((event) => ({ ...event, place: eventPlace(event.text.toString('utf8')) }));
  }
}

type PlacedEvent = LooseEvent & { readonly place: EventPlace | undefined };

function byEpoch(placed: readonly PlacedEvent[], rows: readonly EpochRow[]): readonly FoundEpoch[] {
  const names = namesOfEpochs(placed);
  // What the columns say and what the text says is the same, unless one of them has rotted.
  const known = new Set<Epoch>([...names.values(), ...rows.map(({ epoch }) => epoch)]);
  const byName = new Map([...known].map((epoch) => [epoch, new Map<number, FoundEvent[]>()]));
  for (const { number, seq, text, hash, place } of placed) {
    const said = place !== undefined && byName.has(place.epoch) ? place : undefined;
    const ofEpoch = byName.get(said?.epoch ?? names.get(number) ?? ('' as Epoch));
    const at = said?.seq ?? seq;
    ofEpoch?.set(at, [...(ofEpoch.get(at) ?? []), { text, hash }]);
  }
  const numbers = new Map([...names].map(([number, epoch]) => [epoch, number]));
  return [...byName]
    .map(([epoch, events]) => epochOf(epoch, numbers.get(epoch), events, rows))
    .toSorted((a, b) => a.number - b.number);
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** Which epoch each number stands for, as most of its events say. */
function namesOfEpochs(events: readonly PlacedEvent[]): ReadonlyMap<number, Epoch> {
  const votes = new Map<string, { readonly number: number; readonly epoch: Epoch; count: number }>();
  for (const { number, place } of events) {
    if (place === undefined) continue;
    const key = `${number} ${place.epoch}`;
    const vote = votes.get(key) ?? { number, epoch: place.epoch, count: 0 };
    vote.count += 1;
    votes.set(key, vote);
  }
  const ordered = [...votes.values()].toSorted((a, b) => a.count - b.count);
  return new Map(ordered.map(({ number, epoch }) => [number, epoch]));
}

function epochOf(
  epoch: Epoch,
  named: number | undefined,
  events: ReadonlyMap<number, readonly FoundEvent[]>,
  rows: readonly EpochRow[],
): FoundEpoch {
  const own = rows.filter((row) => row.epoch === epoch);
  // Older states of the row are in the file too. What was pruned only grows, and what was acknowledged nearly always.
  const pruned = own.toSorted((a, b) => b.prunedSeq - a.prunedSeq)[0];
  return {
    epoch,
    number: named ?? own[0]?.number ?? 0,
    events,
    ackedSeq: Math.max(0, ...own.map(({ ackedSeq }) => ackedSeq)),
    prunedSeq: pruned?.prunedSeq ?? 0,
    prunedHash: pruned?.prunedHash,
  };
}

function isCount(value: CarvedValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function asText(value: CarvedValue | undefined, pattern?: RegExp): string | undefined {
  if (!Buffer.isBuffer(value)) return undefined;
  const text = value.toString('utf8');
  return pattern === undefined || pattern.test(text) ? text : undefined;
}
