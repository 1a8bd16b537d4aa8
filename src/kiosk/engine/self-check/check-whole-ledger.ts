import Database from 'better-sqlite3';
import { problemOf } from '#platform/database-problem.ts';
import { HubStream } from '../ledger/hub-stream.ts';
import { prepareLedgerStatements } from '../ledger/ledger-statements.ts';
import { damagedNumbers, verifyEpoch } from '../ledger/verify-ledger.ts';

/** `damage`: in words; null when all of it is as it was recorded. */
export type WholeCheck = { readonly damage: string | null; readonly events: number; readonly tookMs: number };

/** The ledger could not be looked at; the message says why, in words. */
export class LedgerUnreadable extends Error {}

/**
 * Reads through all of a ledger that may be in use: SQLite's `integrity_check`, which also compares every index with its table, and every
 * hash chain. Over a connection of its own that can't write; what it sees is one moment of the file.
 */
export function checkWholeLedger(
  path: string,
  onProgress: (events: number) => void = () => undefined,
): WholeCheck {
  const startedAt = performance.now();
  const checked = { events: 0 };
  let db: Database.Database | undefined;
  try {
    const opened = new Database(path, { readonly: true, timeout: 5_000 });
    db = opened;
    const damage = opened.transaction(() => damageIn(opened, checked, onProgress))();
    return { damage: damage ?? null, ...checked, tookMs: Math.round(performance.now() - startedAt) };
  } catch (error) {
    const problem = problemOf(error, path);
    // No room for what a reader needs, somebody who doesn't let go: that says nothing about what is in the file.
    if (problem.kind !== 'damaged') throw new LedgerUnreadable(problem.text);
    return { damage: problem.text, ...checked, tookMs: Math.round(performance.now() - startedAt) };
  } finally {
    db?.close();
  }
}

function damageIn(
  db: Database.Database,
  checked: { events: number },
  onProgress: (events: number) => void,
): string | undefined {
  const answer = String(db.pragma('integrity_check(1)', { simple: true }));
  if (answer !== 'ok') return answer;
  const sql = prepareLedgerStatements(db);
  for (const epoch of sql.epochs.all()) {
    const head = verifyEpoch(sql, epoch, (events) => onProgress(checked.events + events));
    if (typeof head === 'string') return head;
    checked.events += head.seq - epoch.prunedSeq;
  }
  return damagedNumbers(db) ?? new HubStream(db).damage();
}
