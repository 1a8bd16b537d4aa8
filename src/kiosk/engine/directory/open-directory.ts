import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '#domain/result.ts';
import { type DatabaseProblem, problemOf } from '#platform/database-problem.ts';
import type { Log } from '#platform/log.ts';
import { migrate } from '#platform/migrate.ts';
import { openDatabase, quickCheck, SMALL_CACHE_KIB, type SqliteDatabase } from '#platform/sqlite.ts';
import { Directory } from './directory.ts';

export type OpenDirectoryOptions = {
  /** The kiosk's own, held by the ledger's lock. */
  readonly folder: string;
  /** The installed program's `migrations/kiosk`. */
  readonly migrations: string;
  readonly log: Log;
};

/** The files that are one database in WAL mode. */
const PARTS = ['', '-wal', '-shm'] as const;

/**
 * Opens the directory. One that is damaged, or that another version of the program wrote, is set aside and an empty one begun: the hub has
 * all of it. What can't be helped that way (a full disk, no right to the folder) is the problem returned.
 */
export function openDirectory(options: OpenDirectoryOptions): Result<Directory, DatabaseProblem> {
  const path = join(options.folder, 'directory.db');
  const first = tryOpen(path, options.migrations);
  if (first.ok || (first.error.kind !== 'damaged' && first.error.kind !== 'newer')) return first;
  const aside = `${path}.set-aside-${new Date().toISOString().replaceAll(':', '')}`;
  for (const part of PARTS) {
    if (existsSync(`${path}${part}`)) renameSync(`${path}${part}`, `${aside}${part}`);
  }
  options.log.warn('directory set aside', { aside, reason: first.error.text });
  return tryOpen(path, options.migrations);
}

function tryOpen(path: string, migrations: string): Result<Directory, DatabaseProblem> {
  const db = openDatabase(path, SMALL_CACHE_KIB);
  if (!db.ok) return db;
  const directory = loadSound(db.value, path, migrations);
  if (!directory.ok) db.value.close();
  return directory;
}

function loadSound(db: SqliteDatabase, path: string, migrations: string): Result<Directory, DatabaseProblem> {
  try {
    const rot = quickCheck(db);
    if (rot !== undefined) return err({ kind: 'damaged', path, text: rot });
    const migrated = migrate(db, join(migrations, 'directory'));
    if (!migrated.ok) return migrated;
    const directory = Directory.load(db);
    if (directory !== undefined) return ok(directory);
    return err({
      kind: 'damaged',
      path,
      text: 'a document is not what was stored, or not readable by this program',
    });
  } catch (error) {
    return err(problemOf(error, path));
  }
}
