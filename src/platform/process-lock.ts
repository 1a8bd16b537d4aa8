import Database from 'better-sqlite3';
import { err, ok, type Result } from '#domain/result.ts';
import { type DatabaseProblem, problemOf } from './database-problem.ts';

/** A start right after a crash waits this long for the dying process to be gone. */
const WAIT_MS = 1_000;

export type LockProblem =
  | DatabaseProblem
  | { readonly kind: 'already-running'; readonly path: string; readonly text: string };

/**
 * Keeps a second process out of a data folder. The lock is the operating system's own on an open file (held by an empty SQLite
 * database in an exclusive transaction), so it ends with its holder, however that dies, and no stale file can block a start.
 */
export class ProcessLock {
  readonly #db: Database.Database;

  private constructor(db: Database.Database) {
    this.#db = db;
  }

  static take(path: string): Result<ProcessLock, LockProblem> {
    let db: Database.Database | undefined;
    try {
      db = new Database(path, { timeout: WAIT_MS });
      db.pragma('journal_mode = MEMORY');
      db.exec('begin exclusive');
      return ok(new ProcessLock(db));
    } catch (error) {
      db?.close();
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
        return err({
          kind: 'already-running',
          path,
          text: `Another process is using the folder of ${path}. End it first.`,
        });
      }
      return err(problemOf(error, path));
    }
  }

  release(): void {
    this.#db.close();
  }
}
