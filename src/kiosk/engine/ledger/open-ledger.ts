import { join } from 'node:path';
import type { Epoch, EventId, KioskNumber } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { Ballast } from '#platform/ballast.ts';
import type { Clock } from '#platform/clock.ts';
import { type DatabaseProblem, problemOf } from '#platform/database-problem.ts';
import { migrate } from '#platform/migrate.ts';
import { ProcessLock } from '#platform/process-lock.ts';
import { openDatabase, quickCheck, SMALL_CACHE_KIB, type SqliteDatabase } from '#platform/sqlite.ts';
import { HubStream } from './hub-stream.ts';
import { Ledger, type LedgerParts } from './ledger.ts';
import { damagedLedger, type LedgerProblem } from './ledger-problem.ts';
import { prepareLedgerStatements } from './ledger-statements.ts';
import { OpeningNumbers } from './opening-numbers.ts';
import type { Point } from './stored.ts';
import { verifyEpoch } from './verify-ledger.ts';
import { WriteGuard } from './write-guard.ts';

export type OpenLedgerOptions = {
  /** The kiosk's own; made by the caller. */
  readonly folder: string;
  /** The installed program's `migrations/kiosk`. */
  readonly migrations: string;
  readonly kiosk: KioskNumber;
  readonly clock: Pick<Clock, 'read'>;
  readonly newId: () => EventId;
  readonly newEpoch: () => Epoch;
  /** Space kept for when somebody else fills the disk. None unless told. */
  readonly ballastBytes?: number;
  readonly onBallastReleased?: () => void;
};

/**
 * Opens the kiosk's ledger, or starts one. Nothing is trusted before it was verified: SQLite's own check, then the chain of every event
 * in it.
 */
export function openLedger(options: OpenLedgerOptions): Result<Ledger, LedgerProblem> {
  const lock = ProcessLock.take(join(options.folder, 'kiosk.lock'));
  if (!lock.ok)
    return lock.error.kind === 'damaged' ? err({ ...lock.error, kind: 'unusable' }) : err(lock.error);
  const opened = openLocked(options, lock.value);
  if (!opened.ok) lock.value.release();
  return opened;
}

function openLocked(options: OpenLedgerOptions, lock: ProcessLock): Result<Ledger, LedgerProblem> {
  const path = join(options.folder, 'ledger.db');
  const db = openDatabase(path, SMALL_CACHE_KIB);
  if (!db.ok) return err(asLedgerProblem(db.error));
  try {
    const ledger = openSound(options, lock, db.value);
    if (!ledger.ok) db.value.close();
    return ledger;
  } catch (error) {
    db.value.close();
    return err(asLedgerProblem(problemOf(error, path)));
  }
}

function openSound(
  options: OpenLedgerOptions,
  lock: ProcessLock,
  db: SqliteDatabase,
): Result<Ledger, LedgerProblem> {
  const rot = quickCheck(db);
  if (rot !== undefined) return err(damagedLedger(db.name, rot));
  const migrated = migrate(db, join(options.migrations, 'ledger'));
  if (!migrated.ok) return err(asLedgerProblem(migrated.error));
  const {
    folder,
    kiosk,
    clock,
    newId,
    newEpoch,
    ballastBytes = 0,
    onBallastReleased = () => undefined,
  } = options;
  const sql = prepareLedgerStatements(db);
  const hub = new HubStream(db);
  const ballast = new Ballast(join(folder, 'ballast'));
  if (ballastBytes > 0) ballast.take(ballastBytes);
  const openings = new OpeningNumbers(db, join(folder, 'openings.json'));
  const guard = new WriteGuard({ path: db.name, ballast, onBallastReleased });
  return start({ db, sql, lock, kiosk, clock, newId, newEpoch, hub, openings, guard });
}

function start(parts: LedgerParts): Result<Ledger, LedgerProblem> {
  const { db, sql, kiosk, hub } = parts;
  const epochs = sql.epochs.all();
  const epoch = epochs.at(-1);
  if (epoch === undefined) return beginLedger(parts);
  if (epoch.kiosk !== kiosk) return err(ofOtherKiosk(db.name, epoch.kiosk, kiosk));
  const heads = epochs.map((each) => verifyEpoch(sql, each));
  const problem = heads.find((head) => typeof head === 'string') ?? hub.damage();
  if (problem !== undefined) return err(damagedLedger(db.name, problem));
  return ok(new Ledger(parts, epoch, heads.at(-1) as Point));
}

function beginLedger(parts: LedgerParts): Result<Ledger, LedgerProblem> {
  const begun = Ledger.begin(parts);
  return begun.ok ? begun : err(asLedgerProblem(begun.error));
}

function ofOtherKiosk(path: string, found: KioskNumber, wanted: KioskNumber): LedgerProblem {
  const text =
    `${path} is the ledger of kiosk ${found}, and this one is enrolled as ${wanted}. Nothing in it was changed. ` +
    `Enrol it as ${found} again, or move the file with its -wal and -shm files to a safe place.`;
  return { kind: 'other-kiosk', path, text };
}

function asLedgerProblem(problem: DatabaseProblem): LedgerProblem {
  return problem.kind === 'damaged' ? damagedLedger(problem.path, problem.text) : problem;
}
