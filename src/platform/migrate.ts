import { constants, copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';
import { type DatabaseProblem, problemOf } from './database-problem.ts';
import type { SqliteDatabase } from './sqlite.ts';
import { fsyncFile, fsyncFolder } from './write-file-atomically.ts';

/** drizzle-kit's list of a folder's migrations, in order. */
const JournalSchema = z.object({ entries: z.array(z.object({ idx: z.int(), tag: z.string() })) });

const CheckpointSchema = z.tuple([z.object({ busy: z.int() })]);

/** How drizzle-kit separates the statements of one migration. */
const BREAKPOINT = '--> statement-breakpoint';

/**
 * Brings a database to the newest schema in `folder` (made by drizzle-kit). Forward only: `user_version` counts the migrations a file
 * has had; a file that had more than this program knows is refused. A file that held something is first copied beside itself, then all
 * missing migrations run in one transaction, so a crash leaves the old schema or the new one.
 */
export function migrate(db: SqliteDatabase, folder: string): Result<void, DatabaseProblem> {
  const migrations = readMigrations(folder);
  try {
    const had = Number(db.pragma('user_version', { simple: true }));
    if (had > migrations.length) return err(fromTheFuture(db.name, had, migrations.length));
    if (had === migrations.length) return ok(undefined);
    if (had > 0) backUp(db, had);
    runMigrations(db, migrations.slice(had), migrations.length);
    return ok(undefined);
  } catch (error) {
    return err(problemOf(error, db.name));
  }
}

/** The problem of a file that a newer program has changed; undefined for one that this program knows, or can bring up to date. */
export function problemOfNewer(db: SqliteDatabase, folder: string): DatabaseProblem | undefined {
  const had = Number(db.pragma('user_version', { simple: true }));
  const known = readMigrations(folder).length;
  return had > known ? fromTheFuture(db.name, had, known) : undefined;
}

/** Whether the file's tables, indexes and triggers are, to the letter, those that the migrations make. */
export function hasSchemaOf(db: SqliteDatabase, folder: string): boolean {
  const fresh = new Database(':memory:');
  try {
    runMigrations(fresh, readMigrations(folder), 0);
    return schemaOf(db) === schemaOf(fresh);
  } finally {
    fresh.close();
  }
}

function schemaOf(db: SqliteDatabase): string {
  const rows = db.prepare<[], object>(
    'select type, name, tbl_name, sql from sqlite_schema order by type, name',
  );
  return JSON.stringify(rows.all());
}

function readMigrations(folder: string): readonly string[] {
  const journal = JournalSchema.parse(
    JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')),
  );
  return journal.entries
    .toSorted((a, b) => a.idx - b.idx)
    .map(({ tag }) => readFileSync(join(folder, `${tag}.sql`), 'utf8').replaceAll(BREAKPOINT, ''));
}

function runMigrations(db: SqliteDatabase, migrations: readonly string[], version: number): void {
  // A migration that rebuilds a table drops the old one, which must not cascade; SQLite forbids switching inside a transaction.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      for (const sql of migrations) db.exec(sql);
      const orphans = db.pragma('foreign_key_check');
      if (Array.isArray(orphans) && orphans.length > 0)
        throw new Error('a migration left rows without their parents');
      db.pragma(`user_version = ${version}`);
    }).immediate();
  } finally {
    db.pragma('foreign_keys = ON');
  }
}

// Everything is in the main file once the WAL has been moved over, and nobody else writes: the caller holds the folder's lock.
// Copied under another name first: a backup that is there is whole.
function backUp(db: SqliteDatabase, version: number): void {
  const copy = `${db.name}.v${version}.backup`;
  if (existsSync(copy)) return;
  const [moved] = CheckpointSchema.parse(db.pragma('wal_checkpoint(TRUNCATE)'));
  if (moved.busy !== 0)
    throw new Error(`somebody else is reading ${db.name}: it can't be backed up for its migration`);
  const unfinished = `${copy}.tmp`;
  copyFileSync(db.name, unfinished, constants.COPYFILE_FICLONE);
  fsyncFile(unfinished);
  renameSync(unfinished, copy);
  fsyncFolder(dirname(copy));
}

function fromTheFuture(path: string, had: number, known: number): DatabaseProblem {
  const text = `${path} has schema ${had}, made by a newer program; this one knows ${known}. Install that version, or a later one.`;
  return { kind: 'newer', path, text };
}
