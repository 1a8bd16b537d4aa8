import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import * as directory from '../../../../src/kiosk/engine/directory/schema.ts';
import * as fingers from '../../../../src/kiosk/engine/fingers/schema.ts';
import * as ledger from '../../../../src/kiosk/engine/ledger/schema.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { directoryIn } from '../directory/a-directory.ts';
import { fingerBookIn } from '../fingers/a-finger-book.ts';
import { ledgerIn } from './a-ledger.ts';

/** Columns of every table as declared. */
function declared(tables: typeof ledger | typeof directory | typeof fingers): Record<string, string[]> {
  const configs = Object.values(tables).map((table) => getTableConfig(table));
  return Object.fromEntries(configs.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
}

/** Columns of every table in a file. */
function inFile(path: string): Record<string, string[]> {
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare<[], string>("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all();
  const columns = db.prepare<[string], string>('select name from pragma_table_info(?)').pluck();
  const found = Object.fromEntries(tables.map((name) => [name, columns.all(name)]));
  db.close();
  return found;
}

test('the migrations make the tables that the schemas declare', () => {
  const folder = temporaryFolder();
  ledgerIn(folder);
  directoryIn(folder);
  fingerBookIn(folder).close();
  expect(inFile(join(folder, 'ledger.db'))).toEqual(declared(ledger));
  expect(inFile(join(folder, 'directory.db'))).toEqual(declared(directory));
  expect(inFile(join(folder, 'fingers.db'))).toEqual(declared(fingers));
});
