import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { positionOf } from '../ledger-statements.ts';

/** The last place in the ledger, where its structure is whole enough for SQLite to tell. */
export function endBySqlite(path: string): { number: number; seq: number } | undefined {
  if (!existsSync(path)) return undefined;
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true });
    const last = db.prepare<[], number>('select max(position) from event').pluck().get() ?? 0;
    const number = Math.floor(last / positionOf(1, 0));
    return { number, seq: last % positionOf(1, 0) };
  } catch (error) {
    if (error instanceof Database.SqliteError) return undefined;
    throw error;
  } finally {
    db?.close();
  }
}
