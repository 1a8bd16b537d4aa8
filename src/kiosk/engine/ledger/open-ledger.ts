import { join } from 'node:path';
import type { Epoch, EventId, KioskNumber } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { Ballast } from '#platform/ballast.ts';
import type { Clock } from '#platform/clock.ts';
import { type DatabaseProblem, problemOf } from '#platform/database-problem.ts';
import { migrate } from '#platform/migrate.ts';
import { ProcessLock } from '#platform/process-lock.ts';
import { openDatabase, SMALL_CACHE_KIB, type SqliteDatabase } from '#platform/sqlite.ts';
import { type Healed, healLedger, isHealing } from './healing/heal-ledger.ts';
import { HubStream } from './hub-stream.ts';
import { damageBesideLedger, problemOfStructure, verifyAll } from './inspect-ledger.ts';
import { Ledger } from './ledger.ts';
import { LedgerNotes } from './ledger-mark.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { type Damage, damagedLedger, type LedgerProblem } from './ledger-problem.ts';
import { prepareLedgerStatements } from './ledger-statements.ts';
import { OpeningNumbers } from './opening-numbers.ts';
import { WriteGuard } from './write-guard.ts';

/** What a damaged ledger may be healed with. */
export type Healing = {
  readonly now: () => Date;
  /** Told as soon as the new ledger is in its place. */
  readonly onHealed: (healed: Healed) => void;
};

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
  /** Without it a damaged ledger is refused. */
  readonly healing?: Healing;
};

/**
 * Opens the kiosk's ledger, or starts one. Nothing is trusted before it was verified: SQLite's own check, then the chain of every event
 * in it. One that is damaged is set aside, and a new one takes its place with everything that could be salvaged.
 */
export function openLedger(options: OpenLedgerOptions): Result<Ledger, LedgerProblem> {
  const lock = ProcessLock.take(join(options.folder, 'kiosk.lock'));
  if (!lock.ok)
    return lock.error.kind === 'damaged' ? err({ ...lock.error, kind: 'unusable' }) : err(lock.error);
  const opened = openOrHeal(options, lock.value);
  if (!opened.ok) lock.value.release();
  return opened;
}

function openOrHeal(options: OpenLedgerOptions, lock: ProcessLock): Result<Ledger, LedgerProblem> {
  const { folder, healing } = options;
  if (isHealing(folder))
    return healing === undefined ? err(halfHealed(folder)) : heal(options, lock, undefined);
  const opened = openLocked(options, lock);
  if (opened.ok || healing === undefined || opened.error.kind !== 'ledger-damaged') return opened;
  return heal(options, lock, opened.error.damage);
}

function heal(
  options: OpenLedgerOptions,
  lock: ProcessLock,
  damage: Damage | undefined,
): Result<Ledger, LedgerProblem> {
  const { healing, folder } = options;
  if (healing === undefined) throw new Error('healing was not asked for');
  const attempt = () => healLedger({ ...options, now: healing.now }, damage);
  let healed = attempt();
  // The reserve is there for this: without a ledger nothing at all can be recorded.
  if (!healed.ok && healed.error.kind === 'disk-full' && new Ballast(join(folder, 'ballast')).release()) {
    options.onBallastReleased?.();
    healed = attempt();
  }
  if (!healed.ok) return healed;
  if (healed.value !== undefined) healing.onHealed(healed.value);
  return openLocked(options, lock);
}

function openLocked(options: OpenLedgerOptions, lock: ProcessLock): Result<Ledger, LedgerProblem> {
  const path = join(options.folder, 'ledger.db');
  const damage = damageBesideLedger(path, new LedgerNotes(options.folder));
  if (damage !== undefined) return err(damagedLedger(path, damage));
  const problem = problemOfStructure(path, options.migrations);
  if (problem !== undefined) return err(problem);
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
  const notes = new LedgerNotes(folder);
  const verified = verifyAll(db, kiosk, notes.read(), options.migrations);
  if (verified !== undefined && 'kind' in verified) return err(verified);
  const sql = prepareLedgerStatements(db);
  const hub = new HubStream(db);
  const ballast = new Ballast(join(folder, 'ballast'));
  if (ballastBytes > 0) ballast.take(ballastBytes);
  const openings = new OpeningNumbers(db, join(folder, 'openings.json'));
  const guard = new WriteGuard({ path: db.name, ballast, onBallastReleased });
  const parts = { db, sql, lock, kiosk, clock, newId, newEpoch, hub, openings, guard, notes };
  const ledger = verified === undefined ? begin(parts) : ok(new Ledger(parts, verified.epoch, verified.head));
  if (ledger.ok) ledger.value.noteInUse();
  return ledger;
}

function begin(parts: LedgerParts): Result<Ledger, LedgerProblem> {
  const begun = Ledger.begin(parts);
  return begun.ok ? begun : err(asLedgerProblem(begun.error));
}

function halfHealed(folder: string): LedgerProblem {
  const detail = 'it is being healed, and that is not done yet';
  return damagedLedger(join(folder, 'ledger.db'), { found: 'in-use', detail });
}

function asLedgerProblem(problem: DatabaseProblem): LedgerProblem {
  if (problem.kind !== 'damaged') return problem;
  return damagedLedger(problem.path, { found: 'unreadable', detail: problem.text });
}
