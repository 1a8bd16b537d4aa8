import type Database from 'better-sqlite3';
import type { Epoch, EpochMs, Hash, InstitutionId, KioskNumber } from '#domain/ids.ts';
import { headBytes } from '#domain/ledger/head.ts';
import { displaced } from '#domain/sync/displaced.ts';
import type { ForeignEvent, LedgerPoint, Push } from '#domain/sync/frames.ts';
import { judgePush } from '#domain/sync/judge-push.ts';
import type { HubEventsPort, IngestOutcome } from '#domain/sync/ports.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import { type EventStatements, prepareEventStatements } from './event-statements.ts';
import { readReceived, wasChanged } from './read-received.ts';

export type EventStoreOptions = {
  readonly sqlite: Database.Database;
  readonly institutionId: InstitutionId;
  readonly now: () => EpochMs;
  /** Ed25519 of a kiosk's key over a head. */
  readonly isSignedBy: (publicKey: Uint8Array, bytes: Uint8Array, signature: string) => boolean;
  /** Runs in the transaction that stores them: look-up tables are never out of step. */
  readonly project: (stored: readonly StoredEvent[]) => void;
  /** Told after the commit. */
  readonly onStored: (stored: readonly StoredEvent[]) => void;
  /** Something is not as it should be, and a person should know. */
  readonly onAlarm: (alarm: EventAlarm) => void;
};

export type EventAlarm = {
  /** `other-bytes`: two events under one name; `changed-when-carried`: an event was carried into a new epoch, but not as it was. */
  readonly kind: 'other-bytes' | 'changed-when-carried';
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  readonly seq: number;
};

export type ReceivedPush = {
  readonly kiosk: KioskNumber;
  readonly publicKey: Uint8Array;
  readonly push: Push;
};

type Ledger = { readonly kiosk: KioskNumber; readonly epoch: Epoch };

/** What one transaction did, told when it is committed. */
type Work = { readonly at: EpochMs; readonly stored: StoredEvent[]; readonly alarms: EventAlarm[] };

type Arrived = Ledger & { readonly seq: number; readonly hash: Hash; readonly text: string };

/** Every event of every ledger on the hub's disk. The only writer of kiosks' events; an event is there once, whatever is sent how often. */
export class EventStore implements HubEventsPort {
  readonly #options: EventStoreOptions;
  readonly #sql: EventStatements;

  constructor(options: EventStoreOptions) {
    this.#options = options;
    this.#sql = prepareEventStatements(options.sqlite);
  }

  /** Stores pushes of any number of kiosks in one transaction. When it returns all of it is on disk; when it throws, nothing is. */
  ingest(pushes: readonly ReceivedPush[]): readonly IngestOutcome[] {
    return this.#inTransaction((work) => pushes.map((received) => this.#ingestOne(received, work)));
  }

  headOf(kiosk: KioskNumber, epoch: Epoch): LedgerPoint | undefined {
    const row = this.#sql.head.get(kiosk, epoch);
    return row === undefined ? undefined : { seq: row.seq, hash: row.hash };
  }

  archivedSeq(kiosk: KioskNumber, epoch: Epoch): number {
    return this.#sql.head.get(kiosk, epoch)?.archivedSeq ?? 0;
  }

  highestOpening(kiosk: KioskNumber): number {
    return this.#sql.highestOpening.get(kiosk) ?? 0;
  }

  /** Events of older generations that come back: kept beside their ledgers, whose heads they don't move. */
  acceptOffer(_from: KioskNumber, events: readonly ForeignEvent[]): void {
    this.#inTransaction((work) => {
      for (const { origin, epoch, seq, hash, text } of events) {
        const stored = this.#insert({ kiosk: origin, epoch, seq, hash, text }, 'returned', work);
        // Numbers of openings are never given out twice, also not those of a ledger that only comes back in part.
        if (stored?.event?.type === 'opening-started') {
          this.#sql.raiseOpening.run(stored.event.body.number, origin);
        }
      }
    });
  }

  /** A copy of the database was verified to hold these heads: kiosks may delete up to there. */
  markArchived(heads: readonly (Ledger & { readonly seq: number })[]): void {
    this.#options.sqlite
      .transaction(() => {
        for (const { kiosk, epoch, seq } of heads) this.#sql.archive.run({ kiosk, epoch, seq });
      })
      .immediate();
  }

  #inTransaction<T>(write: (work: Work) => T): T {
    const { sqlite, now, project, onStored, onAlarm } = this.#options;
    const work: Work = { at: now(), stored: [], alarms: [] };
    const done = sqlite
      .transaction(() => {
        const result = write(work);
        if (work.stored.length > 0) project(work.stored);
        return result;
      })
      .immediate();
    if (work.stored.length > 0) onStored(work.stored);
    for (const alarm of work.alarms) onAlarm(alarm);
    return done;
  }

  #ingestOne({ kiosk, publicKey, push }: ReceivedPush, work: Work): IngestOutcome {
    const { epoch } = push;
    const head = this.headOf(kiosk, epoch);
    const hashAt = (seq: number): Hash | undefined => this.#sql.event.get(kiosk, epoch, seq)?.hash;
    const beyondHead = (from: number, to: number) => this.#sql.between.all(kiosk, epoch, from, to);
    const judged = judgePush(push, { head, hashAt, beyondHead }, fastEventHash);
    if (judged.kind !== 'fits') return judged;
    if (judged.texts.length === 0) return { kind: 'stored', head: judged.head, added: 0 };
    const { institutionId, isSignedBy } = this.#options;
    const signed = headBytes({ institutionId, kiosk, epoch, ...judged.head });
    if (!isSignedBy(publicKey, signed, push.head.signature)) return { kind: 'bad-signature' };

    let highestOpening = 0;
    for (const [index, text] of judged.texts.entries()) {
      const hash = judged.hashes[index] as Hash;
      const stored = this.#insert({ kiosk, epoch, seq: judged.from + index, hash, text }, 'pushed', work);
      if (stored?.event?.type === 'opening-started') {
        highestOpening = Math.max(highestOpening, stored.event.body.number);
      }
    }
    const { seq, hash } = judged.head;
    this.#sql.putHead.run({
      kiosk,
      epoch,
      seq,
      hash,
      signature: push.head.signature,
      highestOpening,
      at: work.at,
    });
    return { kind: 'stored', head: judged.head, added: judged.texts.length };
  }

  #insert(event: Arrived, origin: 'pushed' | 'returned', work: Work): StoredEvent | null {
    const { kiosk, epoch, seq, text, hash } = event;
    const { columns, stored, flag } = readReceived(text, event);
    const flags = [flag, origin === 'returned' ? origin : null, this.#carriedFlag(stored, work)];
    const flagged = flags.filter((one) => one !== null).join(' ') || null;
    const { id, type, sessionId, at } = columns;
    const row = [kiosk, epoch, seq, id, type, sessionId, at, text, hash, work.at, flagged];
    if (this.#sql.insert.run(row).changes === 0) {
      this.#meet(event, flagged, origin, work);
      return null;
    }
    if (stored !== null) work.stored.push(stored);
    return stored;
  }

  /** There is an event of this name. One that had only come back is now also under the signature of its kiosk. */
  #meet(event: Arrived, flags: string | null, origin: 'pushed' | 'returned', work: Work): void {
    const { kiosk, epoch, seq, text } = event;
    const held = this.#sql.event.get(kiosk, epoch, seq);
    if (held?.text !== text) {
      // Whoever has it offers it again after each restore; it is told of once.
      const isNews = origin === 'pushed' || this.#keepDisplaced(event, work);
      if (isNews) work.alarms.push({ kind: 'other-bytes', kiosk, epoch, seq });
    } else if (origin === 'pushed') this.#sql.setFlags.run(flags, kiosk, epoch, seq);
  }

  /** Both are kept, and both count: the place was given out twice, and this hub had said either once. False: it was kept already. */
  #keepDisplaced({ kiosk, ...event }: Arrived, work: Work): boolean {
    const { origin: _, ...kept } = displaced({ origin: kiosk, ...event });
    if (this.#sql.event.get(kiosk, kept.epoch, kept.seq) !== undefined) return false;
    this.#insert({ kiosk, ...kept }, 'returned', work);
    return true;
  }

  /** An event carried over from an older epoch must be what it was there, if that is here. */
  #carriedFlag(stored: StoredEvent | null, work: Work): 'differs' | null {
    const from = stored?.envelope.carriedFrom;
    if (stored === null || from === undefined) return null;
    const { kiosk, epoch, seq } = stored.envelope;
    const original = this.#sql.event.get(kiosk, from.epoch, from.seq);
    if (original === undefined || !wasChanged(stored.envelope, original.text)) return null;
    work.alarms.push({ kind: 'changed-when-carried', kiosk, epoch, seq });
    return 'differs';
  }
}
