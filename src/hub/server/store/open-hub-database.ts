import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '#domain/result.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase, quickCheck } from '#platform/sqlite.ts';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';
import { databasePath, HubDatabase, PUT_BACK_KEY } from './hub-database.ts';

const STARTS_KEY = 'starts';

/** Opens, checks and migrates the hub's database; the error is a text for whoever started the hub. */
export function openHubDatabase(dataFolder: string): Result<HubDatabase, string> {
  const path = databasePath(dataFolder);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const opened = openDatabase(path);
  if (!opened.ok) return err(opened.error.text);
  const sqlite = opened.value;
  const damage = quickCheck(sqlite);
  const migrated =
    damage === undefined ? migrate(sqlite, migrationsFolder(import.meta.dirname, 'hub')) : undefined;
  if (damage !== undefined || migrated?.ok === false) {
    sqlite.close();
    const problem = migrated?.ok === false ? migrated.error.text : `${path} is damaged: ${damage}.`;
    return err(
      `${problem} Nothing was changed. Put a backup in its place, or ask for help before writing to it.`,
    );
  }
  const db = new HubDatabase(sqlite);
  countStart(db, join(dirname(path), 'starts'));
  return ok(db);
}

/**
 * Counts starts in the database and in a file beside it. A database that has seen fewer than the file is an older copy
 * that was put in the newer one's place by hand; our own backups are marked as such.
 */
function countStart(db: HubDatabase, path: string): void {
  const inFile = existsSync(path) ? Number(readFileSync(path, 'utf8')) || 0 : 0;
  const inDatabase = Number(db.state(STARTS_KEY) ?? '0');
  const next = String(Math.max(inFile, inDatabase) + 1);
  db.transaction(() => {
    if (inDatabase < inFile) db.setState(PUT_BACK_KEY, '1');
    db.setState(STARTS_KEY, next);
  });
  // The file last: a crash in between leaves the database ahead, which means nothing.
  writeFileAtomically(path, next);
}
