import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '#domain/result.ts';
import { problemOf } from '#platform/database-problem.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';

/** Opens a database that a running program may be writing to, without a way to change it. The failure is words. */
export function openForReading(path: string): Result<SqliteDatabase, string> {
  if (!existsSync(path))
    return err(`${path} does not exist. --data=FOLDER says where the kiosk keeps everything.`);
  try {
    return ok(new Database(path, { readonly: true, timeout: 5_000 }));
  } catch (error) {
    return err(problemOf(error, path).text);
  }
}
