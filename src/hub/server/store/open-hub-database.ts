import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '#domain/result.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase, quickCheck } from '#platform/sqlite.ts';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';
import { databasePath, HubDatabase } from './hub-database.ts';

const STARTS_KEY = 'starts';

export type OpenedHubDatabase = {
  readonly db: HubDatabase;
  /** Somebody put an older copy of the file back. */
  readonly wasPutBack: boolean;
};

/** Opens, checks and migrates the hub's database; the error is a text for whoever started the hub. */
export function openHubDatabase(dataFolder: string): Result<OpenedHubDatabase, string> {
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
  return ok({ db, wasPutBack: countStart(db, join(dirname(path), 'starts')) });
}

/**
 * Counts starts in the database and in a file beside it. A database that has seen fewer than the file is an older copy
 * that was put in the newer one's place.
 */
function countStart(db: HubDatabase, path: string): boolean {
  const inFile = existsSync(path) ? Number(readFileSync(path, 'utf8')) || 0 : 0;
  const inDatabase = Number(db.state(STARTS_KEY) ?? '0');
  const next = String(Math.max(inFile, inDatabase) + 1);
  // The file last: a crash in between leaves the database ahead, which means nothing.
  db.setState(STARTS_KEY, next);
  writeFileAtomically(path, next);
  return inDatabase < inFile;
}
