import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '#domain/result.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase, quickCheck, type SqliteDatabase } from '#platform/sqlite.ts';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';
import { CHECKPOINT_PAGES } from './checkpoint-pages.ts';
import { databasePath, HubDatabase, PUT_BACK_KEY } from './hub-database.ts';

const STARTS_KEY = 'starts';

/** Beside the database: how often a hub was started here. It is what tells an older copy, or none, from the hub's first start. */
const STARTS_FILE = 'starts';

/** What is looked up all the time; the rest of a campus is read again from the system's own cache, which gives memory back when others need it. */
const CACHE_KIB = 4_000;

/** Stands in the folder from before a restore touches the database until it is whole again. */
const RESTORING_FILE = 'restoring';

/** Opens, checks and migrates the hub's database; the error is a text for whoever started the hub. */
export function openHubDatabase(dataFolder: string): Result<HubDatabase, string> {
  const path = databasePath(dataFolder);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const missing = whatIsMissing(path);
  if (missing !== undefined) return err(missing);
  const opened = openDatabase(path, CACHE_KIB);
  if (!opened.ok) return err(withAdvice(opened.error.text, opened.error.kind === 'damaged'));
  const prepared = prepare(opened.value);
  if (!prepared.ok) {
    opened.value.close();
    return prepared;
  }
  opened.value.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES.ofOthers}`);
  const db = new HubDatabase(opened.value);
  countStart(db, join(dirname(path), STARTS_FILE));
  return ok(db);
}

/** Named by whoever restores a database, who creates and removes it. */
export function restoringFile(dataFolder: string): string {
  return join(dirname(databasePath(dataFolder)), RESTORING_FILE);
}

/** A hub that once was here must not quietly become a new one: its kiosks would be strangers to it. */
function whatIsMissing(path: string): string | undefined {
  if (existsSync(join(dirname(path), RESTORING_FILE))) {
    return `A backup was being put back into ${dirname(path)}, and that did not come to its end. Run "muster hub restore" again.`;
  }
  const hadOne = existsSync(join(dirname(path), STARTS_FILE));
  const isEmpty = !existsSync(path) || statSync(path).size === 0;
  if (!hadOne || !isEmpty) return undefined;
  return `${path} is ${existsSync(path) ? 'empty' : 'missing'}, but a hub was running in this folder before. ${ADVICE}`;
}

function prepare(sqlite: SqliteDatabase): Result<void, string> {
  const damage = quickCheck(sqlite);
  if (damage !== undefined) return err(withAdvice(`${sqlite.name} is damaged: ${damage}.`, true));
  const migrated = migrate(sqlite, migrationsFolder(import.meta.dirname, 'hub'));
  if (migrated.ok) return migrated;
  return err(withAdvice(migrated.error.text, migrated.error.kind === 'damaged'));
}

const ADVICE =
  'Put the newest backup back with "npx muster hub restore" (--help says how): its kiosks then bring what the backup lacks.';

function withAdvice(problem: string, isDamaged: boolean): string {
  return `${problem} Nothing was changed.${isDamaged ? ` ${ADVICE}` : ''}`;
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
