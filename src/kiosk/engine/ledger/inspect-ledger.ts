import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { KioskNumber } from '#domain/ids.ts';
import { problemOf } from '#platform/database-problem.ts';
import { hasSchemaOf, problemOfNewer } from '#platform/migrate.ts';
import { quickCheck, type SqliteDatabase } from '#platform/sqlite.ts';
import { walDamage } from '#platform/sqlite-file/wal-damage.ts';
import { HubStream } from './hub-stream.ts';
import type { LedgerMark, LedgerNotes } from './ledger-mark.ts';
import { type Damage, damagedLedger, type LedgerProblem, otherKiosk } from './ledger-problem.ts';
import { type EpochRow, prepareLedgerStatements } from './ledger-statements.ts';
import type { Point } from './stored.ts';
import { damagedNumbers, verifyEpoch } from './verify-ledger.ts';

/** What was found out before SQLite was allowed to write anything. */
export function damageBesideLedger(path: string, notes: LedgerNotes): Damage | undefined {
  const mark = notes.read();
  const isThere = existsSync(path) && statSync(path).size > 0;
  if (!isThere && (mark !== undefined || notes.isInUse))
    return { found: 'missing', detail: existsSync(path) ? 'the file is empty' : 'the file is gone' };
  if (isThere && notes.isInUse && !existsSync(`${path}-wal`))
    return { found: 'cut-short', detail: 'its -wal file, with what was recorded last, is gone' };
  const wal = walDamage(`${path}-wal`);
  if (wal !== undefined) return { found: 'cut-short', detail: wal };
  return mark?.damage == null ? undefined : { found: 'in-use', detail: mark.damage };
}

/**
 * What `quick_check` says of a file that nobody writes to, over a connection that can't write: one that can would move the WAL into the
 * file as it closes, and with it goes what a WAL holds behind a rotten frame. Undefined: it may be opened.
 */
export function problemOfStructure(path: string, migrations: string): LedgerProblem | undefined {
  if (!existsSync(path) || statSync(path).size === 0) return undefined;
  let db: SqliteDatabase | undefined;
  try {
    db = new Database(path, { readonly: true });
    const newer = problemOfNewer(db, join(migrations, 'ledger'));
    if (newer !== undefined) return { ...newer, kind: 'newer' };
    const rot = quickCheck(db);
    return rot === undefined ? undefined : damagedLedger(path, { found: 'structure', detail: rot });
  } catch (error) {
    const problem = problemOf(error, path);
    // A disk that doesn't even allow looking is told of when the file is opened to be used.
    return problem.kind === 'damaged'
      ? damagedLedger(path, { found: 'unreadable', detail: problem.text })
      : undefined;
  } finally {
    db?.close();
  }
}

export type Sound = { readonly epoch: EpochRow; readonly head: Point };

/** Recomputes everything there is to recompute. Undefined: nothing was ever recorded. */
export function verifyAll(
  db: SqliteDatabase,
  kiosk: KioskNumber,
  mark: LedgerMark | undefined,
  migrations: string,
): Sound | LedgerProblem | undefined {
  // A check or a trigger that has rotted may do nothing at all any more.
  if (!hasSchemaOf(db, join(migrations, 'ledger')))
    return damagedLedger(db.name, { found: 'structure', detail: 'its schema has changed' });
  const sql = prepareLedgerStatements(db);
  const epochs = sql.epochs.all();
  const epoch = epochs.at(-1);
  if (epoch === undefined) return undefined;
  // First: where a number has rotted, it may be the one that says whose ledger this is.
  const numbers = damagedNumbers(db);
  if (numbers !== undefined) return damagedLedger(db.name, { found: 'structure', detail: numbers });
  if (epoch.kiosk !== kiosk) return otherKiosk(db.name, epoch.kiosk, kiosk);
  const heads = epochs.map((each) => verifyEpoch(sql, each));
  const broken = heads.find((head) => typeof head === 'string');
  if (broken !== undefined) return damagedLedger(db.name, { found: 'chain', detail: broken });
  const stream = new HubStream(db).damage();
  if (stream !== undefined) return damagedLedger(db.name, { found: 'hub-stream', detail: stream });
  const head = heads.at(-1) as Point;
  const older = olderThanNoted(epochs, head, mark);
  return older === undefined
    ? { epoch, head }
    : damagedLedger(db.name, { found: 'cut-short', detail: older });
}

function olderThanNoted(
  epochs: readonly EpochRow[],
  head: Point,
  mark: LedgerMark | undefined,
): string | undefined {
  if (mark === undefined) return undefined;
  const isNewest = epochs.at(-1)?.epoch === mark.epoch;
  if (isNewest && head.seq < mark.headSeq) return `events ${head.seq + 1} to ${mark.headSeq} are gone`;
  return epochs.some(({ epoch }) => epoch === mark.epoch)
    ? undefined
    : 'it is not the one that was in use last';
}
