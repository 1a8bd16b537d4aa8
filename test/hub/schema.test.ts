import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import * as checkIn from '../../src/hub/server/check-in/check-in-schema.ts';
import * as readers from '../../src/hub/server/kiosks/reader-schema.ts';
import * as fingers from '../../src/hub/server/people/finger-schema.ts';
import * as access from '../../src/hub/server/store/access-schema.ts';
import * as campus from '../../src/hub/server/store/schema.ts';
import * as sessions from '../../src/hub/server/store/session-schema.ts';
import * as sync from '../../src/hub/server/sync/schema.ts';
import { openTestAssembly } from './support/test-assembly.ts';

const TABLES: readonly SQLiteTable[] = [campus, access, sessions, sync, checkIn, fingers, readers].flatMap(
  (file) => Object.values(file),
);

/** `table: column, column; index, index` for each. */
function declared(): readonly string[] {
  return TABLES.map((table) => {
    const { name, columns, indexes } = getTableConfig(table);
    const columnNames = columns.map((column) => column.name);
    return `${name}: ${columnNames.join()}; ${indexes
      .map((index) => index.config.name)
      .toSorted()
      .join()}`;
  }).toSorted();
}

it('has a migration for everything that its tables are declared to be', () => {
  const { sqlite } = openTestAssembly().parts.db;
  const names = (sql: string, ...of: unknown[]) =>
    sqlite
      .prepare(sql)
      .pluck()
      .all(...of) as string[];
  const tables = names("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'");
  const found = tables.map((table) => {
    const columns = names('select name from pragma_table_info(?)', table);
    // Those that drizzle makes for `unique()` columns are named so, and aren't listed as indexes.
    const indexes = names(
      "select name from sqlite_schema where type = 'index' and tbl_name = ? and sql is not null and name not like '%_unique'",
      table,
    );
    return `${table}: ${columns.join()}; ${indexes.toSorted().join()}`;
  });
  expect(found.toSorted()).toEqual(declared());
});
