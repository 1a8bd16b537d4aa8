import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { type CarvedRecord, type CarvedValue, carveRecords } from '#platform/sqlite-file/carve-records.ts';
import { positionOf } from '../ledger-statements.ts';

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
/** More than an event's text has behind its body. */
const TAIL_BYTES = 220;
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
  const loose = events.all();
  const kiosks = [...epochs.map(({ kiosk }) => kiosk), ...loose.flatMap(({ place }) => place?.kiosk ?? [])];
  return {
    epochs: byEpoch(loose, epochs),
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

type LooseEvent = FoundEvent & {
  readonly number: number;
  readonly seq: number;
  readonly place: Place | undefined;
};

/** What a text says of its own place. Without the rest of it, which would keep every text in memory twice. */
type Place = { readonly epoch: Epoch; readonly seq: number; readonly kiosk: KioskNumber };

class LooseEvents {
  /** By number of the epoch and seq: most rows stand in a file several times, as its pages are copied and left behind. */
  readonly #byPlace = new Map<number, LooseEvent[]>();
  readonly #epochs = new Map<string, Epoch>();

  take([number, seq, text, last]: Values): void {
    if (!isCount(number) || !isCount(seq) || !Buffer.isBuffer(text) || !Buffer.isBuffer(last)) return;
    const hash = last.toString('latin1') as Hash;
    const key = positionOf(number, seq);
    const known = this.#byPlace.get(key);
    if (known?.some((other) => other.hash === hash && other.text.equals(text)) === true) return;
    const event = { number, seq, text, hash, place: this.#placeIn(text) };
    if (known === undefined) this.#byPlace.set(key, [event]);
    else known.push(event);
  }

  all(): readonly LooseEvent[] {
    return [...this.#byPlace.values()].flat();
  }

  #placeIn(text: Buffer): Place | undefined {
    const place = eventPlace(text.toString('latin1', Math.max(0, text.length - TAIL_BYTES)));
    if (place === undefined) return undefined;
    const epoch = this.#epochs.get(place.epoch) ?? ownCopy(place.epoch);
    this.#epochs.set(epoch, epoch);
    return { epoch, seq: place.seq, kiosk: place.kiosk };
  }
}

/** A piece of a string keeps the whole string in memory. */
function ownCopy<T extends string>(piece: T): T {
  return Buffer.from(piece, 'latin1').toString('latin1') as T;
}

function byEpoch(events: readonly LooseEvent[], rows: readonly EpochRow[]): readonly FoundEpoch[] {
  const names = namesOfEpochs(events);
  // What the columns say and what the text says is the same, unless one of them has rotted.
  const known = new Set<Epoch>([...names.values(), ...rows.map(({ epoch }) => epoch)]);
  const byName = new Map([...known].map((epoch) => [epoch, new Map<number, FoundEvent[]>()]));
  for (const event of events) {
    const said = event.place !== undefined && byName.has(event.place.epoch) ? event.place : undefined;
    const ofEpoch = byName.get(said?.epoch ?? names.get(event.number) ?? ('' as Epoch));
    const at = said?.seq ?? event.seq;
    const there = ofEpoch?.get(at);
    if (there === undefined) ofEpoch?.set(at, [event]);
    else there.push(event);
  }
  const numbers = new Map([...names].map(([number, epoch]) => [epoch, number]));
  return [...byName]
    .map(([epoch, found]) => epochOf(epoch, numbers.get(epoch), found, rows))
    .toSorted((a, b) => a.number - b.number);
}

function mostFrequent(values: Iterable<number>): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** Which epoch each number stands for, as most of its events say. */
function namesOfEpochs(events: readonly LooseEvent[]): ReadonlyMap<number, Epoch> {
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
