import Database from 'better-sqlite3';
import { err, ok, type Result } from '#domain/result.ts';
import { problemOf } from '#platform/database-problem.ts';
import { type DatabaseReport, type VerifyProgress, verifyDatabase } from './verify-database.ts';

/** Checks a database in its place, also one that a hub is writing to, without a way to change it. The failure is why it can't be opened. */
export function checkDatabase(
  path: string,
  tell: (progress: VerifyProgress) => void,
): Result<DatabaseReport, string> {
  let sqlite: Database.Database | undefined;
  try {
    sqlite = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
    return ok(verifyDatabase(sqlite, tell));
  } catch (error) {
    return err(problemOf(error, path).text);
  } finally {
    sqlite?.close();
  }
}
