import type { Statement } from 'better-sqlite3';
import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';

export type EpochRow = {
  readonly number: number;
  readonly epoch: Epoch;
  readonly kiosk: KioskNumber;
  readonly ackedSeq: number;
  readonly ackedHash: Hash;
  readonly archivedSeq: number;
  readonly prunedSeq: number;
  readonly prunedHash: Hash;
};

export type EventRow = {
  readonly position: number;
  readonly epochNumber: number;
  readonly seq: number;
  readonly text: string;
  readonly hash: Hash;
};

/** Seqs of one epoch are consecutive integers here; 2^32 of them is one every second for 136 years. */
export function positionOf(epochNumber: number, seq: number): number {
  return epochNumber * 2 ** 32 + seq;
}

/** An epoch of which the hub has nothing yet. */
export function freshEpoch(number: number, epoch: Epoch, kiosk: KioskNumber): EpochRow {
  const nothing = { ackedSeq: 0, ackedHash: GENESIS, archivedSeq: 0, prunedSeq: 0, prunedHash: GENESIS };
  return { number, epoch, kiosk, ...nothing };
}

/** The ledger's hot statements, prepared once and by hand. */
export type LedgerStatements = {
  readonly epochs: Statement<[], EpochRow>;
  readonly insertEpoch: Statement<[EpochRow]>;
  readonly recordAck: Statement<[Pick<EpochRow, 'number' | 'ackedSeq' | 'ackedHash' | 'archivedSeq'>]>;
  readonly moveAnchor: Statement<[Pick<EpochRow, 'number' | 'prunedSeq' | 'prunedHash'>]>;
  readonly deleteEvents: Statement<[after: number, upTo: number]>;
  readonly insertEvent: Statement<
    [position: number, epochNumber: number, seq: number, text: string, hash: Hash]
  >;
  /** Events after a position up to another, in order. */
  readonly eventsBetween: Statement<[after: number, upTo: number, limit: number], EventRow>;
  /** All that have a text in them, in order. */
  readonly eventsWith: Statement<[text: string], EventRow>;
  readonly hashAt: Statement<[position: number], Hash>;
  /** The last event of an epoch that was carried over into it. */
  readonly lastCarried: Statement<[epochNumber: number], number | null>;
  readonly lastSeq: Statement<[epochNumber: number], number | null>;
  /** Of the event that has this many after it. */
  readonly positionBefore: Statement<[newest: number], number>;
};

export function prepareLedgerStatements(db: SqliteDatabase): LedgerStatements {
  return {
    epochs: db.prepare(
      `select number, epoch, kiosk, acked_seq ackedSeq, acked_hash ackedHash, archived_seq archivedSeq,
       pruned_seq prunedSeq, pruned_hash prunedHash from epoch order by number`,
    ),
    insertEpoch: db.prepare(
      `insert into epoch (number, epoch, kiosk, acked_seq, acked_hash, archived_seq, pruned_seq, pruned_hash)
       values (@number, @epoch, @kiosk, @ackedSeq, @ackedHash, @archivedSeq, @prunedSeq, @prunedHash)`,
    ),
    recordAck: db.prepare(
      `update epoch set acked_seq = @ackedSeq, acked_hash = @ackedHash, archived_seq = @archivedSeq
       where number = @number`,
    ),
    moveAnchor: db.prepare(
      'update epoch set pruned_seq = @prunedSeq, pruned_hash = @prunedHash where number = @number',
    ),
    deleteEvents: db.prepare('delete from event where position > ? and position <= ?'),
    insertEvent: db.prepare(
      'insert into event (position, epoch_number, seq, text, hash) values (?, ?, ?, ?, ?)',
    ),
    eventsBetween: db.prepare(
      `select position, epoch_number epochNumber, seq, text, hash from event where position > ? and position <= ?
       order by position limit ?`,
    ),
    eventsWith: db.prepare(
      `select position, epoch_number epochNumber, seq, text, hash from event where instr(text, ?) > 0
       order by position`,
    ),
    hashAt: db.prepare<[number], Hash>('select hash from event where position = ?').pluck(),
    lastCarried: db
      .prepare<[number], number | null>(
        `select max(seq) from event where epoch_number = ? and instr(text, ',"carriedFrom":{"epoch":') > 0`,
      )
      .pluck(),
    lastSeq: db.prepare<[number], number | null>('select max(seq) from event where epoch_number = ?').pluck(),
    positionBefore: db
      .prepare<[number], number>('select position from event order by position desc limit 1 offset ?')
      .pluck(),
  };
}

/** The events after one place up to another, page by page: an open cursor would keep the connection from writing meanwhile. */
export function* pagesOfEvents(
  sql: LedgerStatements,
  after: number,
  upTo: number,
): Generator<readonly EventRow[]> {
  const PAGE = 1_000;
  let last = after;
  for (;;) {
    const rows = sql.eventsBetween.all(last, upTo, PAGE);
    const final = rows.at(-1);
    if (final === undefined) return;
    yield rows;
    last = positionOf(final.epochNumber, final.seq);
  }
}

/** Writes one event to its place. */
export function insertEvent(
  sql: LedgerStatements,
  epochNumber: number,
  { seq, text, hash }: Pick<EventRow, 'seq' | 'text' | 'hash'>,
): void {
  sql.insertEvent.run(positionOf(epochNumber, seq), epochNumber, seq, text, hash);
}
