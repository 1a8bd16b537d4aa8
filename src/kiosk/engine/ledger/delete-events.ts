import type { SqliteDatabase } from '#platform/sqlite.ts';
import { type EpochRow, type LedgerStatements, positionOf } from './ledger-statements.ts';

type Parts = { readonly db: SqliteDatabase; readonly sql: LedgerStatements };

/** Deletes an epoch's events up to the anchor, which is noted first: the triggers let go of nothing beyond it. */
export function deleteEvents(
  { db, sql }: Parts,
  row: EpochRow,
  anchor: Pick<EpochRow, 'prunedSeq' | 'prunedHash'>,
): void {
  const { number, ackedSeq, ackedHash, archivedSeq } = row;
  const prune = db.transaction(() => {
    sql.recordAck.run({ number, ackedSeq, ackedHash, archivedSeq });
    sql.moveAnchor.run({ number, ...anchor });
    sql.deleteEvents.run(positionOf(number, row.prunedSeq), positionOf(number, anchor.prunedSeq));
  });
  prune.immediate();
}

/**
 * Deletes at most so many of the events that epochs before the `current` one still hold, once the hub has all archived that was carried over
 * from them. True: there may be more.
 */
export function pruneOlderEpochs(parts: Parts, current: EpochRow, most: number): boolean {
  const { sql } = parts;
  const last = (row: EpochRow) => sql.lastSeq.get(row.number) ?? 0;
  const older = sql.epochs.all().find((row) => row.number < current.number && last(row) > row.prunedSeq);
  if (older === undefined || (sql.lastCarried.get(current.number) ?? 0) > current.archivedSeq) return false;
  const upTo = Math.min(older.prunedSeq + most, last(older));
  const hash = sql.hashAt.get(positionOf(older.number, upTo));
  if (hash === undefined) return false;
  // The hub was never asked about this epoch's own numbers; it has each of these events under its newer one.
  const archivedSeq = Math.max(older.archivedSeq, upTo);
  deleteEvents(parts, { ...older, archivedSeq }, { prunedSeq: upTo, prunedHash: hash });
  return true;
}
