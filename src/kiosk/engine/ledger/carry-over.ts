import type { KioskNumber } from '#domain/ids.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import { carriedText } from './carried-text.ts';
import { LedgerWriteError } from './ledger-problem.ts';
import {
  type EpochRow,
  insertEvent,
  type LedgerStatements,
  pagesOfEvents,
  positionOf,
} from './ledger-statements.ts';
import type { Point } from './stored.ts';

export type CarryParts = {
  readonly db: SqliteDatabase;
  readonly sql: LedgerStatements;
  readonly kiosk: KioskNumber;
};

/** Adds events of another epoch after a place in this one, under their own ids and with where they first stood. Returns the new head. */
export function carryOver(
  { db, sql, kiosk }: CarryParts,
  { number, epoch }: Pick<EpochRow, 'number' | 'epoch'>,
  after: Point,
  texts: Iterable<string>,
): Point {
  let head = after;
  for (const each of texts) {
    const seq = head.seq + 1;
    const text = carriedText(each, { kiosk, epoch, seq });
    if (text === undefined) throw unreadable(db.name);
    head = { seq, hash: fastEventHash(epoch, seq, head.hash, text) };
    insertEvent(sql, number, { ...head, text });
  }
  return head;
}

/** Everything still here of one epoch, in order, and never all at once in memory. */
export function* textsOf(sql: LedgerStatements, epochNumber: number): Generator<string> {
  const end = positionOf(epochNumber + 1, 0);
  for (const rows of pagesOfEvents(sql, positionOf(epochNumber, 0), end)) yield* rows.map(({ text }) => text);
}

function unreadable(path: string): LedgerWriteError {
  const text = `${path} is damaged: an event in it can't be read.`;
  return new LedgerWriteError({ kind: 'damaged', path, text });
}
