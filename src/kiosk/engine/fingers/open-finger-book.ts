import { randomBytes } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '#domain/result.ts';
import { type DatabaseProblem, problemOf } from '#platform/database-problem.ts';
import type { KeyStore } from '#platform/keys.ts';
import type { Log } from '#platform/log.ts';
import { migrate } from '#platform/migrate.ts';
import { openDatabase, quickCheck, SMALL_CACHE_KIB, type SqliteDatabase } from '#platform/sqlite.ts';
import { FingerBook } from './finger-book.ts';
import { FingerKeys } from './finger-keys.ts';

export type OpenFingerBookOptions = {
  /** The kiosk's own, held by the ledger's lock. */
  readonly folder: string;
  /** The installed program's `migrations/kiosk`. */
  readonly migrations: string;
  readonly keys: KeyStore;
  /** Wall clock, ms since 1970. */
  readonly nowMs: number;
  readonly log: Log;
};

/** The files that are one database in WAL mode. */
const PARTS = ['', '-wal', '-shm'] as const;

/**
 * Opens the list of fingers. One that is damaged is set aside and an empty one begun: a kiosk is there for more than fingers, and its
 * sensors' people enrol again. What can't be helped that way (a full disk) is the problem returned.
 */
export function openFingerBook(options: OpenFingerBookOptions): Result<FingerBook, DatabaseProblem> {
  const path = join(options.folder, 'fingers.db');
  const first = tryOpen(path, options);
  if (first.ok || first.error.kind !== 'damaged') return first;
  const aside = `${path}.set-aside-${new Date(options.nowMs).toISOString().replaceAll(':', '')}`;
  for (const part of PARTS) {
    if (existsSync(`${path}${part}`)) renameSync(`${path}${part}`, `${aside}${part}`);
  }
  options.log.warn('list of fingers set aside', { aside, reason: first.error.text });
  return tryOpen(path, options);
}

function tryOpen(path: string, options: OpenFingerBookOptions): Result<FingerBook, DatabaseProblem> {
  const db = openDatabase(path, SMALL_CACHE_KIB);
  if (!db.ok) return db;
  const book = openSound(db.value, path, options);
  if (!book.ok) db.value.close();
  return book;
}

function openSound(
  db: SqliteDatabase,
  path: string,
  { migrations, keys, nowMs }: OpenFingerBookOptions,
): Result<FingerBook, DatabaseProblem> {
  try {
    const rot = quickCheck(db);
    if (rot !== undefined) return err({ kind: 'damaged', path, text: rot });
    const migrated = migrate(db, join(migrations, 'fingers'));
    if (!migrated.ok) return migrated;
    // Whoever asked to be forgotten is not to be found in the file's gaps.
    db.pragma('secure_delete = on');
    const ring = new FingerKeys(keys, nowMs);
    const book = new FingerBook(db, ring, () => randomBytes(16).toString('hex'));
    book.reseal();
    return ok(book);
  } catch (error) {
    return err(problemOf(error, path));
  }
}
