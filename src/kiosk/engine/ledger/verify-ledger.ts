import { eventPlace } from '#domain/ledger/event-place.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import {
  type EpochRow,
  type EventRow,
  type LedgerStatements,
  pagesOfEvents,
  positionOf,
} from './ledger-statements.ts';
import type { Point } from './stored.ts';

/** In words, which of the numbers that no chain speaks for is not as it was written; undefined when all is well. */
export function damagedNumbers(db: SqliteDatabase): string | undefined {
  const sums = db.prepare<[], { state: number; epochs: number }>(
    `select check_sum = feed_position * 3 + next_opening * 5 + hub_pruned_position * 7 state,
     epochs_sum = (select coalesce(sum(number * 13 + kiosk * 11 + acked_seq * 3 + archived_seq * 5 + pruned_seq * 7), 0)
       from epoch) epochs from state`,
  );
  const isRight = sums.get();
  if (isRight === undefined) return 'what it counts with is gone';
  return isRight.state === 1 && isRight.epochs === 1 ? undefined : 'a number that it counts with has changed';
}

/** Recomputes the chain of what is still here of one epoch. Returns the head, or in words what doesn't hold. */
export function verifyEpoch(
  sql: LedgerStatements,
  epoch: EpochRow,
  onProgress: (events: number) => void = () => undefined,
): Point | string {
  let head: Point = { seq: epoch.prunedSeq, hash: epoch.prunedHash };
  for (const rows of pagesOfEvents(sql, positionOf(epoch.number, 0), positionOf(epoch.number + 1, 0))) {
    for (const row of rows) {
      const next = follow(epoch, head, row);
      if (typeof next === 'string') return next;
      head = next;
    }
    onProgress(head.seq - epoch.prunedSeq);
  }
  return refuteAck(sql, epoch, head) ?? head;
}

function follow({ number, epoch }: EpochRow, head: Point, row: EventRow): Point | string {
  const seq = head.seq + 1;
  if (row.seq !== seq) return `event ${seq} is missing`;
  // A row is found by its position: one that stands elsewhere than it says would be found no more.
  if (row.epochNumber !== number || row.position !== positionOf(number, seq))
    return `event ${seq} is not where it was recorded`;
  const place = eventPlace(row.text);
  if (place?.seq !== seq || place.epoch !== epoch) return `event ${seq} can't be read`;
  const hash = fastEventHash(epoch, seq, head.hash, row.text);
  return hash === row.hash ? { seq, hash } : `event ${seq} is not what was recorded`;
}

// An acknowledged event may be pruned: then its row is gone, but it is before the head.
function refuteAck(sql: LedgerStatements, epoch: EpochRow, head: Point): string | undefined {
  if (epoch.ackedSeq > head.seq)
    return `events ${head.seq + 1} to ${epoch.ackedSeq}, which the hub has, are gone`;
  const own = sql.hashAt.get(positionOf(epoch.number, epoch.ackedSeq));
  return own === undefined || own === epoch.ackedHash
    ? undefined
    : `event ${epoch.ackedSeq} is not the one the hub has`;
}
