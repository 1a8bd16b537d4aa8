import Database from 'better-sqlite3';
import { err, ok, type Result } from '#domain/result.ts';
import { type DatabaseProblem, problemOf } from './database-problem.ts';

export type SqliteDatabase = Database.Database;

/** Up to 3.51.2 a race when the WAL starts anew could corrupt a file that has two connections. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/**
 * What "green means kept" rests on. In simulated power cuts WAL with FULL lost nothing; with NORMAL, the usual advice and this
 * library's own default for WAL, hundreds of committed rows. Each is set and read back, because SQLite ignores what it can't do.
 */
const PRAGMAS = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  // On macOS an ordinary fsync leaves the bytes in the drive's cache.
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
  ['wal_autocheckpoint', '1000', 1000],
  ['busy_timeout', '5000', 5000],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  // A rotten sector must come back as an error code, not as a signal that ends the process.
  ['mmap_size', '0', 0],
] as const;

/** Enough for a file that is read once from front to back and then grows at its end; the library's own default takes 16 MB. */
export const SMALL_CACHE_KIB = 2_000;

/** Opens (or creates) a database file that keeps what was committed through a power cut. `cacheKib`: memory for its pages. */
export function openDatabase(path: string, cacheKib?: number): Result<SqliteDatabase, DatabaseProblem> {
  let db: SqliteDatabase | undefined;
  try {
    db = new Database(path);
    if (cacheKib !== undefined) db.pragma(`cache_size = -${cacheKib}`);
    const refused = refusal(db, path);
    if (refused === undefined) return ok(db);
    db.close();
    return err(refused);
  } catch (error) {
    db?.close();
    return err(problemOf(error, path));
  }
}

/** `undefined`, or what `PRAGMA quick_check` found. */
export function quickCheck(db: SqliteDatabase): string | undefined {
  const answer = String(db.pragma('quick_check(1)', { simple: true }));
  return answer === 'ok' ? undefined : answer;
}

function refusal(db: SqliteDatabase, path: string): DatabaseProblem | undefined {
  const version = String(db.prepare('select sqlite_version()').pluck().get());
  if (isOlder(version, OLDEST_SQLITE)) {
    const wanted = OLDEST_SQLITE.join('.');
    return {
      kind: 'unusable',
      path,
      text: `SQLite ${version} is older than ${wanted} and can corrupt a file`,
    };
  }
  for (const [name, value, expected] of PRAGMAS) {
    db.pragma(`${name} = ${value}`);
    const actual = db.pragma(name, { simple: true });
    if (actual !== expected) {
      return {
        kind: 'unusable',
        path,
        text: `SQLite keeps ${name} at ${String(actual)} on this disk, not ${value}`,
      };
    }
  }
  return undefined;
}

/** Whether dotted `version` comes before `oldest`. */
export function isOlder(version: string, oldest: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  const differing = oldest.findIndex((part, index) => (parts[index] ?? 0) !== part);
  return differing !== -1 && (parts[differing] ?? 0) < (oldest[differing] ?? 0);
}
