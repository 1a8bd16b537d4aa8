import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { KioskNumber } from '#domain/ids.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn, refusalIn } from './a-ledger.ts';
import { MIGRATIONS, recordTouches } from './ledger-facts.ts';

/** The migrations of a later program: one more than there are. */
function laterMigrations(sql: string): string {
  const folder = temporaryFolder();
  cpSync(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'ledger/meta/_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8'));
  const idx = journal.entries.length;
  journal.entries.push({ ...journal.entries[0], idx, tag: '9999_later' });
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(folder, 'ledger/9999_later.sql'), sql);
  return folder;
}

test('a ledger that a later program has changed is refused in words an operator understands', () => {
  const folder = temporaryFolder();
  ledgerIn(folder, { migrations: laterMigrations('create table later (id integer primary key);') }).close();
  const refusal = refusalIn(folder);
  expect(refusal.kind).toBe('newer');
  expect(refusal.text).toContain('made by a newer program');
  expect(refusal.text).toContain('ledger.db');
});

test('an older ledger is backed up, then brought to the new schema with all it holds', () => {
  const folder = temporaryFolder();
  const before = ledgerIn(folder);
  recordTouches(before, 10);
  const head = before.head();
  before.close();

  const migrations = laterMigrations('create table later (id integer primary key);');
  const after = ledgerIn(folder, { migrations });
  expect(after.head()).toEqual(head);
  const backups = readdirSync(folder).filter((name) => name.endsWith('.backup'));
  expect(backups).toHaveLength(1);
  const backup = new Database(join(folder, backups[0] ?? ''), { readonly: true });
  expect(backup.prepare('select count(*) from event').pluck().get()).toBe(11);
  expect(backup.prepare("select count(*) from sqlite_schema where name = 'later'").pluck().get()).toBe(0);
  backup.close();
});

test('a ledger of another kiosk is refused and left as it is', () => {
  const folder = temporaryFolder();
  ledgerIn(folder).close();
  const refusal = refusalIn(folder, { kiosk: 8 as KioskNumber });
  expect(refusal.kind).toBe('other-kiosk');
  expect(refusal.text).toContain('kiosk 7');
  expect(ledgerIn(folder).head().seq).toBe(1);
});

test('a folder that does not exist is a problem, not a crash', () => {
  const refusal = refusalIn(join(temporaryFolder(), 'nowhere'));
  expect(refusal.kind).toBe('unusable');
  expect(refusal.text).toContain('does not exist');
});

test('the lock is given back when opening fails, and when a ledger is closed', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'ledger.db');
  writeFileSync(path, 'no database '.repeat(1000));
  expect(refusalIn(folder).kind).toBe('ledger-damaged');
  expect(refusalIn(folder).kind).toBe('ledger-damaged');
  writeFileSync(path, '');
  ledgerIn(folder).close();
  ledgerIn(folder).close();
});

test('no ballast is kept unless wanted', () => {
  const without = temporaryFolder();
  ledgerIn(without);
  expect(existsSync(join(without, 'ballast'))).toBe(false);
  const beside = temporaryFolder();
  ledgerIn(beside, { ballastBytes: 1024 * 1024 });
  expect(existsSync(join(beside, 'ballast'))).toBe(true);
});

test('the file is one that keeps what was committed through a power cut', () => {
  const folder = temporaryFolder();
  const ledger = ledgerIn(folder);
  recordTouches(ledger, 1);
  expect(existsSync(join(folder, 'ledger.db-wal'))).toBe(true);
  const header = readFileSync(join(folder, 'ledger.db')).subarray(18, 20);
  // Bytes 18 and 19 of an SQLite file: 2 is WAL.
  expect([...header]).toEqual([2, 2]);
});
