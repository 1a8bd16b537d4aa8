import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { HubRun } from '#domain/sync/frames.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { HubRuns } from '../../src/hub/server/directory/hub-runs.ts';
import { HubDatabase } from '../../src/hub/server/store/hub-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function openDatabase(): HubDatabase {
  const sqlite = new Database(join(temporaryFolder(), 'hub.db'));
  const migrated = migrate(sqlite, migrationsFolder(import.meta.dirname, 'hub'));
  if (!migrated.ok) throw new Error(migrated.error.text);
  return new HubDatabase(sqlite);
}

function feedTo(db: HubDatabase, kiosk: number, seqs: readonly number[]): void {
  const insert = db.sqlite.prepare(
    "insert into kiosk_feed (kiosk, origin, epoch, seq) values (?, 0, '00000000000000aa', ?)",
  );
  for (const seq of seqs) insert.run(kiosk, seq);
}

test('a hub knows how far it had told in each of its runs, also what it has deleted since', () => {
  const db = openDatabase();
  const first = new HubRuns(db);
  expect(first.endOf(first.current)).toBe(Number.POSITIVE_INFINITY);
  feedTo(db, 1, [1, 2, 3]);
  db.sqlite.prepare('delete from kiosk_feed').run();
  const second = new HubRuns(db);
  expect(second.current).not.toBe(first.current);
  expect(second.endOf(first.current)).toBe(3);
  feedTo(db, 2, [4]);
  const third = new HubRuns(db);
  expect([third.endOf(first.current), third.endOf(second.current)]).toEqual([3, 4]);
});

test('of a run that began after it was copied, a database that is put back knows nothing', () => {
  const db = openDatabase();
  new HubRuns(db);
  const copy = db.state('runs') ?? '';
  const lost = new HubRuns(db);
  db.setState('runs', copy);
  const back = new HubRuns(db);
  expect(back.endOf(lost.current)).toBeUndefined();
  expect(back.endOf('ffffffffffffffff' as HubRun)).toBeUndefined();
});
