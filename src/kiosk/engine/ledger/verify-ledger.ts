import { eventPlace } from '#domain/ledger/event-place.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import {
  type EpochRow,
  type EventRow,
  type LedgerStatements,
  pagesOfEvents,
  positionOf,
} from './ledger-statements.ts';
import type { Point } from './stored.ts';

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

function follow({ epoch }: EpochRow, head: Point, row: EventRow): Point | string {
  const seq = head.seq + 1;
  if (row.seq !== seq) return `event ${seq} is missing`;
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
