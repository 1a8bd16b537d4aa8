import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type {
  Epoch,
  EpochMs,
  EventId,
  Hash,
  KioskNumber,
  OpeningNumber,
  Seq,
  SessionId,
} from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { type FeedCursor, type LedgerPoint, NO_FEED_CURSOR } from '#domain/sync/frames.ts';
import type { KioskLedgerPort } from '#domain/sync/ports.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { STUDENTS_PER_SECTION, sessionOf, studentOf, tagOf } from './big-campus.ts';

/** A class of this many touches follows each opening. */
const TOUCHES_PER_CLASS = 49;
/** Between two touches of a backlog. */
const TOUCH_EVERY_MS = 5_000;

type Place = { readonly kiosk: KioskNumber; readonly rooms: number };

/** A kiosk's ledger as far as sync asks for it, in memory: real events in a real chain, of classes in the kiosk's room. */
export class FleetLedger implements KioskLedgerPort {
  readonly #place: Place;
  readonly #epoch = randomBytes(8).toString('hex') as Epoch;
  readonly #texts: string[] = [];
  readonly #hashes: Hash[] = [];
  readonly #onAcked: (seq: number) => void;
  #acked: LedgerPoint & { readonly archivedSeq: number } = { seq: 0, hash: GENESIS, archivedSeq: 0 };
  #cursor: FeedCursor = NO_FEED_CURSOR;
  #session: SessionId | null = null;
  #openings = 0;

  constructor(place: Place, onAcked: (seq: number) => void) {
    this.#place = place;
    this.#onAcked = onAcked;
  }

  /** Classes of the past, as a kiosk recorded them that had no network. */
  fill(events: number, now: EpochMs): void {
    for (let n = 0; n < events; n += 1) {
      const at = (now - (events - n) * TOUCH_EVERY_MS) as EpochMs;
      const classes = Math.ceil(events / (TOUCHES_PER_CLASS + 1));
      const nth = Math.floor(n / (TOUCHES_PER_CLASS + 1));
      if (n % (TOUCHES_PER_CLASS + 1) === 0) this.#open(nth - classes, at);
      else this.touch(at);
    }
  }

  /** Opens the class that is on. */
  openPresent(at: EpochMs): void {
    this.#open(0, at);
  }

  /** Somebody's card at the door; the answer is its number. */
  touch(at: EpochMs): number {
    const { kiosk, rooms } = this.#place;
    const n = this.#texts.length % STUDENTS_PER_SECTION;
    return this.#append(at, 'presentation', {
      method: 'card',
      reader: 'door',
      tag: tagOf(n),
      personId: studentOf({ rooms }, kiosk - 1, n),
      directory: 12,
      sessionId: this.#session,
      answer: 'present',
    });
  }

  #open(meeting: number, at: EpochMs): void {
    this.#session = sessionOf(this.#place.kiosk - 1, meeting);
    const number = ++this.#openings as OpeningNumber;
    const body = { sessionId: this.#session, number, by: null, method: 'policy', adHoc: null };
    this.#append(at, 'opening-started', body);
  }

  #append(at: EpochMs, type: string, body: unknown): number {
    const seq = (this.#texts.length + 1) as Seq;
    const id = uuidV7(at, randomBytes(10)) as EventId;
    const mono = Math.floor(at) % 1_000_000_000;
    const clock = { wall: at, mono, boot: '00112233445566aa', hubMinusMono: at - mono, uncertaintyMs: 3 };
    const { kiosk } = this.#place;
    const text = encodeEvent({ kiosk, epoch: this.#epoch, seq, id, type, v: 1, clock, body });
    this.#hashes.push(fastEventHash(this.#epoch, seq, this.#hashes.at(-1) ?? GENESIS, text));
    this.#texts.push(text);
    return seq;
  }

  epoch(): Epoch {
    return this.#epoch;
  }
  head(): LedgerPoint {
    return { seq: this.#texts.length, hash: this.#hashes.at(-1) ?? GENESIS };
  }
  acked(): LedgerPoint & { readonly archivedSeq: number } {
    return this.#acked;
  }
  prunedSeq(): number {
    return 0;
  }
  hashAt(seq: number): Hash | undefined {
    return seq === 0 ? GENESIS : this.#hashes[seq - 1];
  }
  read(afterSeq: number, maxEvents: number, maxBytes: number): readonly string[] {
    const texts: string[] = [];
    let bytes = 0;
    for (let at = afterSeq; at < this.#texts.length && texts.length < maxEvents; at += 1) {
      const text = this.#texts[at] ?? '';
      // Nothing in these texts is longer than one byte.
      bytes += text.length;
      if (bytes > maxBytes && texts.length > 0) break;
      texts.push(text);
    }
    return texts;
  }
  recordAck(acked: LedgerPoint & { readonly archivedSeq: number }): void {
    if (this.hashAt(acked.seq) !== acked.hash) throw new Error('the hub acknowledged what is not ours');
    this.#acked = acked;
    this.#onAcked(acked.seq);
  }
  startNewEpoch(reason: string): void {
    throw new Error(`the hub contradicts a kiosk of the fleet: ${reason}`);
  }
  noteHighestOpening(): void {
    // Openings of this ledger are its first, and no other is ever made.
  }
  feedCursor(): FeedCursor {
    return this.#cursor;
  }
  appendHubEvents(_events: unknown, cursor: FeedCursor): void {
    this.#cursor = cursor;
  }
  hubEvents(): { readonly events: readonly []; readonly position: number; readonly more: boolean } {
    return { events: [], position: 0, more: false };
  }
}
