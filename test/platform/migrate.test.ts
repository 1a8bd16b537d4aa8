import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase } from '#platform/sqlite.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A folder of migrations as drizzle-kit writes them. */
function migrations(...sql: readonly string[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'meta'));
  const entries = sql.map((_, idx) => ({
    idx,
    version: '6',
    when: idx,
    tag: `000${idx}_step`,
    breakpoints: true,
  }));
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'sqlite', entries }),
  );
  for (const [idx, text] of sql.entries()) writeFileSync(join(folder, `000${idx}_step.sql`), text);
  return folder;
}

function databaseAt(path: string) {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.text);
  onTestFinished(() => {
    opened.value.close();
  });
  return opened.value;
}

const ONE = 'create table a (id integer primary key);\n--> statement-breakpoint\ninsert into a values (1);';
const TWO = 'create table b (id integer primary key);';

test('a new file gets every migration, and an up-to-date one nothing', () => {
  const db = databaseAt(join(temporaryFolder(), 'a.db'));
  const folder = migrations(ONE, TWO);
  expect(migrate(db, folder)).toEqual({ ok: true, value: undefined });
  expect(migrate(db, folder)).toEqual({ ok: true, value: undefined });
  expect(db.prepare('select count(*) from a').pluck().get()).toBe(1);
  expect(db.pragma('user_version', { simple: true })).toBe(2);
});

test('a file that held something is copied before it is changed', () => {
  const folder = temporaryFolder();
  const db = databaseAt(join(folder, 'a.db'));
  migrate(db, migrations(ONE));
  db.exec('insert into a values (2)');
  migrate(db, migrations(ONE, TWO));
  expect(readdirSync(folder)).toContain('a.db.v1.backup');
  const backup = databaseAt(join(folder, 'a.db.v1.backup'));
  expect(backup.prepare('select id from a').pluck().all()).toEqual([1, 2]);
  expect(backup.prepare("select name from sqlite_schema where name = 'b'").all()).toEqual([]);
});

test('a migration that fails half-way changes nothing', () => {
  const db = databaseAt(join(temporaryFolder(), 'a.db'));
  migrate(db, migrations(ONE));
  expect(() =>
    migrate(db, migrations(ONE, TWO, 'create table c (id integer); insert into nowhere values (1);')),
  ).toThrow();
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(db.prepare("select name from sqlite_schema where name in ('b', 'c')").all()).toEqual([]);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('a migration that rebuilds a parent table keeps the children', () => {
  const db = databaseAt(join(temporaryFolder(), 'a.db'));
  const first =
    'create table parent (id integer primary key); create table child (p integer references parent(id) on delete cascade);' +
    'insert into parent values (1); insert into child values (1);';
  const rebuild =
    'create table parent_new (id integer primary key, name text); insert into parent_new select id, null from parent;' +
    'drop table parent; alter table parent_new rename to parent;';
  migrate(db, migrations(first, rebuild));
  expect(db.prepare('select p from child').pluck().all()).toEqual([1]);
  const orphaning = 'delete from parent;';
  expect(() => migrate(db, migrations(first, rebuild, orphaning))).toThrow('without their parents');
  expect(db.prepare('select id from parent').pluck().all()).toEqual([1]);
});

test('a file from the future is refused in words an operator understands', () => {
  const db = databaseAt(join(temporaryFolder(), 'a.db'));
  migrate(db, migrations(ONE, TWO));
  const refused = migrate(db, migrations(ONE));
  expect(refused).toMatchObject({ ok: false, error: { kind: 'newer' } });
  expect(refused.ok ? '' : refused.error.text).toContain('made by a newer program');
});

test('a program finds its migrations from any working directory', () => {
  const source = JSON.stringify(join(import.meta.dirname, '../../src/platform/migrations-folder.ts'));
  const script = `import { migrationsFolder } from ${source};
    process.stdout.write(['kiosk', 'hub'].map((name) => migrationsFolder(${JSON.stringify(import.meta.dirname)}, name)).join());`;
  const options = { cwd: temporaryFolder(), encoding: 'utf8' } as const;
  const found = spawnSync(process.execPath, ['--input-type=module', '-e', script], options);
  expect(found.stderr).toBe('');
  expect(found.stdout.split(',').every((folder) => readdirSync(folder).length > 0)).toBe(true);
});

test('a program that was installed without its migrations says so', () => {
  expect(() => migrationsFolder(temporaryFolder(), 'kiosk')).toThrow('no folder migrations/kiosk');
});
