import { eventHash } from '#domain/ledger/chain.ts';
import {
  type EpochRow,
  type EventRow,
  type LedgerStatements,
  pagesOfEvents,
  positionOf,
} from './ledger-statements.ts';
import type { Point } from './stored.ts';

/**
 * Recomputes the chain of one epoch after its archived anchor. Returns the head, or in words what doesn't hold. What is archived may
 * already be gone; what is left of it must meet the anchor.
 */
export function verifyEpoch(sql: LedgerStatements, epoch: EpochRow): Point | string {
  const anchor = sql.hashAt.get(positionOf(epoch.number, epoch.archivedSeq));
  if (anchor !== undefined && anchor !== epoch.archivedHash)
    return `event ${epoch.archivedSeq} is not the archived one`;
  const head = verifyTail(sql, epoch);
  return typeof head === 'string' ? head : (refuteAck(sql, epoch, head) ?? head);
}

function verifyTail(sql: LedgerStatements, epoch: EpochRow): Point | string {
  let head: Point = { seq: epoch.archivedSeq, hash: epoch.archivedHash };
  const after = positionOf(epoch.number, epoch.archivedSeq);
  for (const rows of pagesOfEvents(sql, after, positionOf(epoch.number + 1, 0))) {
    for (const row of rows) {
      const next = follow(epoch, head, row);
      if (typeof next === 'string') return next;
      head = next;
    }
  }
  return head;
}

function follow({ epoch }: EpochRow, head: Point, row: EventRow): Point | string {
  const seq = head.seq + 1;
  if (row.seq !== seq) return `event ${seq} is missing`;
  const hash = eventHash(epoch, seq, head.hash, row.text);
  return hash === row.hash ? { seq, hash } : `event ${seq} is not what was recorded`;
}

// The row of an acknowledged event may be pruned, but then it is before the head.
function refuteAck(sql: LedgerStatements, epoch: EpochRow, head: Point): string | undefined {
  if (epoch.ackedSeq > head.seq)
    return `events ${head.seq + 1} to ${epoch.ackedSeq}, which the hub has, are gone`;
  const own = sql.hashAt.get(positionOf(epoch.number, epoch.ackedSeq));
  return own === undefined || own === epoch.ackedHash
    ? undefined
    : `event ${epoch.ackedSeq} is not the one the hub has`;
}
