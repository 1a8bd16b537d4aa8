import type { Epoch, Hash, OpeningNumber, Seq } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { type Envelope, EVENT_BODIES, type EventBody, type EventType } from '#domain/ledger/event.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { ok, type Result } from '#domain/result.ts';
import type { FeedCursor, SealedEvent } from '#domain/sync/frames.ts';
import { MAX_EVENT_CHARS } from '#domain/sync/limits.ts';
import type { KioskLedgerPort, NewEpochReason } from '#domain/sync/ports.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { carryOver, textsOf } from './carry-over.ts';
import { deleteEvents, pruneOlderEpochs } from './delete-events.ts';
import { eventsAfter, eventsOfType } from './events-after.ts';
import type { HubEventsPage } from './hub-stream.ts';
import { isDone } from './ledger-mark.ts';
import type { LedgerParts } from './ledger-parts.ts';
import type { WriteProblem } from './ledger-problem.ts';
import { type EpochRow, freshEpoch, insertEvent, positionOf } from './ledger-statements.ts';
import type { Draft, Point, Stored } from './stored.ts';
import { withinBytes } from './within-bytes.ts';

/** What of an envelope is known before it has a place. */
type Drafted = Omit<Envelope, 'kiosk' | 'epoch' | 'seq'>;

/**
 * The kiosk's record of everything that happened: append-only, each event hashed together with its predecessor, on the disk before
 * `append` returns. It is also what sync sends: the hub lacks what comes after `acked`. `openLedger` makes one.
 */
export class Ledger implements KioskLedgerPort {
  readonly #parts: LedgerParts;
  #epoch: EpochRow;
  #head: Point;
  /** Found while in use. */
  #damage: string | null = null;

  constructor(parts: LedgerParts, epoch: EpochRow, head: Point) {
    this.#parts = parts;
    this.#epoch = epoch;
    this.#head = head;
  }

  /** The first epoch of a new file. A kiosk that gave out opening numbers before has lost the ledger in which it did. */
  static begin(parts: LedgerParts): Result<Ledger, WriteProblem> {
    const first = freshEpoch(1, parts.newEpoch(), parts.kiosk);
    const ledger = new Ledger(parts, first, { seq: 0, hash: GENESIS });
    const reason = parts.openings.wereGivenOut ? 'damaged' : 'new';
    const started = ledger.#first('epoch-started', { reason, previous: null });
    const begun = parts.guard.attempt(() => ledger.#enter(first, started, undefined));
    return begun.ok ? ok(ledger) : begun;
  }

  /** Records one event. Whoever shows green does so after this returned ok: then it is on the disk. */
  append<T extends EventType>(type: T, body: EventBody<T>): Result<Stored<T>, WriteProblem> {
    const event = this.#first(type, body);
    return this.#parts.guard.attempt(() => {
      const stored = this.#follow<T>(this.#epoch.epoch, this.#head, event);
      insertEvent(this.#parts.sql, this.#epoch.number, stored);
      this.#head = stored;
      return stored;
    });
  }

  /** Records several events in one transaction: all of them or none. */
  appendMany(drafts: readonly Draft[]): Result<readonly Stored[], WriteProblem> {
    const events = drafts.map(({ type, body }) => this.#first(type, body));
    return this.#parts.guard.attempt(() => {
      const stored = this.#parts.db
        .transaction(() => this.#appendTo(this.#epoch, this.#head, events))
        .immediate();
      this.#head = stored.at(-1) ?? this.#head;
      return stored;
    });
  }

  epoch(): Epoch {
    return this.#epoch.epoch;
  }

  /** The last event of this epoch. */
  head(): Point {
    return { seq: this.#head.seq, hash: this.#head.hash };
  }

  /** Texts of this epoch's events after one, in order, within both limits but at least one if there is one. */
  read(afterSeq: number, maxEvents: number, maxBytes: number): readonly string[] {
    const { number } = this.#epoch;
    const after = positionOf(number, afterSeq);
    const { guard, sql } = this.#parts;
    const rows = guard.must(() => sql.eventsBetween.all(after, positionOf(number + 1, 0), maxEvents));
    return withinBytes(rows, maxBytes).map(({ text }) => text);
  }

  /** The chain's hash at an event of this epoch: genesis at 0, undefined beyond the head or where pruned. The anchor always answers. */
  hashAt(seq: number): Hash | undefined {
    if (seq === 0) return GENESIS;
    if (seq === this.#epoch.prunedSeq) return this.#epoch.prunedHash;
    const { guard, sql } = this.#parts;
    return guard.must(() => sql.hashAt.get(positionOf(this.#epoch.number, seq)));
  }

  acked(): Point & { readonly archivedSeq: number } {
    const { ackedSeq, ackedHash, archivedSeq } = this.#epoch;
    return { seq: ackedSeq, hash: ackedHash, archivedSeq };
  }

  /** This epoch's events up to here were deleted; 0: none. */
  prunedSeq(): number {
    return this.#epoch.prunedSeq;
  }

  /** What the hub has on its disk, and in a verified backup. Both may go back: a hub put back from a copy has less than it once had. */
  recordAck({ seq, hash, archivedSeq }: Point & { readonly archivedSeq: number }): void {
    if (this.hashAt(seq) !== hash)
      throw new Error(`event ${seq} that the hub acknowledged is not this ledger's`);
    const { number, prunedSeq, ...before } = this.#epoch;
    const archived = Math.max(prunedSeq, Math.min(archivedSeq, seq));
    if (seq === before.ackedSeq && archived === before.archivedSeq) return;
    const acked = { ackedSeq: seq, ackedHash: hash, archivedSeq: archived };
    this.#parts.guard.must(() => this.#parts.sql.recordAck.run({ number, ...acked }));
    this.#epoch = { ...this.#epoch, ...acked };
  }

  /** Deletes this epoch's events up to one that is archived; its hash stays as the anchor of the rest. */
  prune(upTo: number): void {
    const { prunedSeq: before, archivedSeq } = this.#epoch;
    const hash = this.hashAt(upTo);
    if (upTo > archivedSeq) throw new Error(`event ${upTo} is not archived`);
    if (upTo <= before || hash === undefined) return;
    const anchor = { prunedSeq: upTo, prunedHash: hash };
    this.#parts.guard.must(() => deleteEvents(this.#parts, this.#epoch, anchor));
    this.#epoch = { ...this.#epoch, ...anchor };
  }

  /** Deletes some of what older epochs still hold, once all of it that was carried over is archived. True: there may be more. */
  pruneOlderEpochs(most: number): boolean {
    return this.#parts.guard.must(() => pruneOlderEpochs(this.#parts, this.#epoch, most));
  }

  /** The hub's stream: what is there, and up to where it was deleted. */
  hubStream(): { readonly head: number; readonly pruned: number } {
    const { hub } = this.#parts;
    return { head: hub.head(), pruned: hub.pruned() };
  }

  pruneHubEvents(upTo: number): void {
    this.#parts.guard.must(() => this.#parts.hub.prune(upTo));
  }

  /** Every event of every epoch still here, oldest first. One of a type that this program doesn't know is passed over. */
  all(): Generator<Stored> {
    return eventsAfter(this.#parts.sql, 0);
  }

  /** Like `all`, without those that have this many after them. */
  newest(count: number): Generator<Stored> {
    const { sql } = this.#parts;
    return eventsAfter(sql, sql.positionBefore.get(count) ?? 0);
  }

  /** Those whose type begins so, however long ago, oldest first. Reads the whole ledger: for the start. */
  ofType(beginning: string): readonly Stored[] {
    return eventsOfType(this.#parts.sql, beginning);
  }

  /**
   * Goes on in a new epoch, because the hub's copy of this one is not what is here. Every event still here goes along under its own id:
   * nobody would send the old epoch again, and what the hub once acknowledged or archived of it may have been another copy's, or be in
   * a database that has since been put back.
   */
  startNewEpoch(reason: NewEpochReason): { readonly epoch: Epoch; readonly carriedOver: number } {
    const previous = { epoch: this.#epoch.epoch, ...this.head() };
    const started = this.#first('epoch-started', { reason, previous });
    const { number } = this.#epoch;
    const epoch = freshEpoch(number + 1, this.#parts.newEpoch(), this.#parts.kiosk);
    this.#parts.guard.must(() => this.#parts.openings.noteNewEpoch());
    const carriedOver = this.#parts.guard.must(() => this.#enter(epoch, started, number));
    this.note();
    return { epoch: epoch.epoch, carriedOver };
  }

  /** Adds events of an epoch that was lost, under their own ids. The caller has seen to it that they were recorded, and are not here. */
  adopt(texts: readonly string[]): void {
    const { db, guard } = this.#parts;
    const adopt = db.transaction(() => carryOver(this.#parts, this.#epoch, this.#head, texts));
    this.#head = guard.must(() => adopt.immediate());
  }

  /** A number no opening of this kiosk ever had. */
  nextOpeningNumber(): Result<OpeningNumber, WriteProblem> {
    return this.#parts.guard.attempt(() => this.#parts.openings.take());
  }

  /** Numbers given out from now on are above what the hub has seen of this kiosk. */
  noteHighestOpening(number: number): void {
    this.#parts.guard.must(() => this.#parts.openings.noteSeenByHub(number));
  }

  feedCursor(): FeedCursor {
    return this.#parts.hub.cursor();
  }

  /** Stores the hub's events and the cursor after them in one transaction; returns how many of them were not here yet. */
  appendHubEvents(events: readonly SealedEvent[], cursor: FeedCursor): number {
    return this.#parts.guard.must(() => this.#parts.hub.append(events, cursor));
  }

  /** The hub's events after the `after`-th, in the order they came. */
  hubEvents(after: number, maxEvents: number, maxBytes: number): HubEventsPage {
    return this.#parts.guard.must(() => this.#parts.hub.read(after, maxEvents, maxBytes));
  }

  /** Verified, and from now on in use: how far it had come is noted beside it. */
  noteInUse(): void {
    this.note();
    isDone(() => this.#parts.notes.noteInUse());
  }

  /** Notes how far it has come. */
  note(): void {
    const { seq, hash } = this.#head;
    const { epoch, ackedSeq } = this.#epoch;
    const mark = { epoch, headSeq: seq, headHash: hash, ackedSeq, damage: this.#damage };
    // Best effort: what is noted says the least there is, and an older note says less.
    isDone(() => this.#parts.notes.write(mark));
  }

  /** Something that SQLite didn't see at open, and may not see at the next, is wrong: the next open heals it. */
  noteDamage(detail: string): void {
    this.#damage = detail;
    this.note();
  }

  close(): void {
    const { notes, db, lock } = this.#parts;
    this.note();
    // As it closes, SQLite takes its WAL away. Where that can't be noted first, the WAL stays, as after a crash.
    if (isDone(() => notes.noteNotInUse())) db.close();
    lock.release();
  }

  #first<T extends EventType>(type: T, body: EventBody<T>): Drafted {
    // Read first: a clock that finds itself stepped has that recorded from within, before this event.
    const clock = this.#parts.clock.read();
    return { id: this.#parts.newId(), type, v: 1, clock, body: EVENT_BODIES[type].parse(body) };
  }

  /** Returns how many events of the epoch before came along. */
  #enter(epoch: EpochRow, started: Drafted, before: number | undefined): number {
    const { db, sql } = this.#parts;
    const enter = db.transaction(() => {
      sql.insertEpoch.run(epoch);
      const first = this.#follow(epoch.epoch, { seq: 0, hash: GENESIS }, started);
      insertEvent(this.#parts.sql, epoch.number, first);
      return before === undefined ? first : carryOver(this.#parts, epoch, first, textsOf(sql, before));
    });
    const head = enter.immediate();
    this.#epoch = epoch;
    this.#head = { seq: head.seq, hash: head.hash };
    return head.seq - 1;
  }

  #appendTo(epoch: EpochRow, head: Point, events: readonly Drafted[]): readonly Stored[] {
    let last = head;
    return events.map((event) => {
      const stored = this.#follow(epoch.epoch, last, event);
      insertEvent(this.#parts.sql, epoch.number, stored);
      last = stored;
      return stored;
    });
  }

  #follow<T extends EventType>(epoch: Epoch, head: Point, event: Drafted): Stored<T> {
    const seq = (head.seq + 1) as Seq;
    const envelope: Envelope = { kiosk: this.#parts.kiosk, epoch, seq, ...event };
    const text = encodeEvent(envelope);
    if (text.length > MAX_EVENT_CHARS) throw new Error(`a ${event.type} event is too long to be sent`);
    // Its type and body were matched where it was drafted.
    const typed = envelope as unknown as Stored<T>['event'];
    return { epoch, seq, hash: fastEventHash(epoch, seq, head.hash, text), text, event: typed };
  }
}
