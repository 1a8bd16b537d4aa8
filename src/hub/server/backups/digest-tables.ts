import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';

/** What one table holds, in a few characters: two that are equal hold the same rows. */
export type TableDigest = { readonly table: string; readonly rows: number; readonly digest: string };

/** Events are covered by their chains, and `hub_state` changes with each start. */
const LEFT_OUT = ['events', 'hub_state'];

/** Everything that no chain covers: roster, timetable, accounts, cards. */
export function digestTables(sqlite: Database.Database): readonly TableDigest[] {
  const tables = sqlite
    .prepare<[], string>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
    )
    .pluck()
    .all();
  return tables.filter((table) => !LEFT_OUT.includes(table)).map((table) => digestOf(sqlite, table));
}

function digestOf(sqlite: Database.Database, table: string): TableDigest {
  const hash = createHash('sha256');
  let rows = 0;
  for (const row of sqlite.prepare(`select * from "${table}" order by rowid`).raw().iterate()) {
    rows += 1;
    hash.update(JSON.stringify(row)).update('\n');
  }
  return { table, rows, digest: hash.digest('hex').slice(0, 32) };
}
