import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { EpochMs } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { problemOf } from '#platform/database-problem.ts';
import { ProcessLock } from '#platform/process-lock.ts';
import { fsyncFile, fsyncFolder, writeFileAtomically } from '#platform/write-file-atomically.ts';
import { databasePath } from '../store/hub-database.ts';
import { restoringFile } from '../store/open-hub-database.ts';
import { copySecrets, removeScratch } from './backup-folder.ts';
import { type CheckedCopy, checkCopy } from './check-copy.ts';
import { markAsCopy } from './copy-database.ts';
import type { VerifyProgress } from './verify-database.ts';

export type RestoreOrder = { readonly dataFolder: string; readonly from: string; readonly now: EpochMs };

export type Restored = {
  readonly checked: CheckedCopy;
  /** Where what was here before is kept; null: there was nothing. */
  readonly aside: string | null;
  /** The backup's keys took the place of others, or of none. */
  readonly broughtKeys: boolean;
};

/** `damaged`: the backup is not whole. `impossible`: anything else. Nothing was changed in either case. */
export type RestoreFailure = { readonly kind: 'damaged' | 'impossible'; readonly text: string };

/**
 * Puts a backup in the place of a hub's database: checked first, while no hub runs there, and what was there before is kept. Cut short
 * at any moment it leaves the old database, the new one, or a folder that no hub starts on until the restore is run again.
 */
export function restoreBackup(
  { dataFolder, from, now }: RestoreOrder,
  tell: (progress: VerifyProgress) => void,
): Result<Restored, RestoreFailure> {
  const target = databasePath(dataFolder);
  const folder = dirname(target);
  if (!existsSync(from)) return impossible(`${from} does not exist.`);
  if (resolve(from) === resolve(target)) return impossible(`${from} is the database itself.`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = ProcessLock.take(join(folder, 'lock'));
    if (!lock.ok) return impossible(lockText(lock.error.kind, lock.error.text, dataFolder));
    try {
      return restoreInto(folder, from, now, tell);
    } finally {
      lock.value.release();
    }
  } catch (error) {
    return impossible(problemOf(error, folder).text);
  }
}

function restoreInto(
  folder: string,
  from: string,
  now: EpochMs,
  tell: (progress: VerifyProgress) => void,
): Result<Restored, RestoreFailure> {
  const keys = join(folder, 'keys.json');
  const keysOfBackup = join(dirname(from), 'keys.json');
  if (!existsSync(keys) && !existsSync(keysOfBackup)) {
    return impossible(
      `There is no keys.json beside ${from}, and none in ${folder}: without the hub's keys no kiosk would know it again. Copy keys.json beside the backup.`,
    );
  }
  const coming = join(folder, 'hub.db.coming');
  removeScratch(folder);
  try {
    bring(from, coming);
    const checked = checkCopy(coming, undefined, tell);
    if (checked.damage.length > 0) return err({ kind: 'damaged', text: checked.damage.join('; ') });
    const bringsKeys = existsSync(keysOfBackup) && !isSameFile(keys, keysOfBackup);
    const aside = setPresentAside(folder, now);
    exchange(folder, coming, bringsKeys ? dirname(from) : undefined);
    return ok({ checked, aside, broughtKeys: bringsKeys });
  } finally {
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${coming}${rest}`, { force: true });
  }
}

/** Copies the file, and what a database that wasn't closed has in its log; in the end it is one file, known to be a copy. */
function bring(from: string, coming: string): void {
  copyFileSync(from, coming);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${coming}-wal`);
  markAsCopy(coming);
  fsyncFile(coming);
}

/** Links, so that it takes no room and no time; a whole copy of everything is there before anything is touched. */
function setPresentAside(folder: string, now: EpochMs): string | null {
  const names = ['hub.db', 'hub.db-wal', 'keys.json'].filter((name) => existsSync(join(folder, name)));
  if (!names.includes('hub.db')) return null;
  const aside = join(folder, `replaced-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of names) linkOrCopy(join(folder, name), join(aside, name));
  fsyncFolder(aside);
  fsyncFolder(folder);
  return aside;
}

function exchange(folder: string, coming: string, keysFrom: string | undefined): void {
  const mark = restoringFile(dirname(folder));
  writeFileAtomically(mark, `${basename(coming)}\n`);
  // The old log first: with the new database it would be taken for its own.
  for (const rest of ['-wal', '-shm']) rmSync(join(folder, `hub.db${rest}`), { force: true });
  fsyncFolder(folder);
  if (keysFrom !== undefined) copySecrets(keysFrom, folder);
  renameSync(coming, join(folder, 'hub.db'));
  fsyncFolder(folder);
  rmSync(mark);
  fsyncFolder(folder);
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Not every file system has links.
    copyFileSync(from, to);
    fsyncFile(to);
  }
}

function isSameFile(one: string, other: string): boolean {
  return existsSync(one) && readFileSync(one).equals(readFileSync(other));
}

function lockText(kind: string, text: string, dataFolder: string): string {
  if (kind !== 'already-running') return text;
  return `A hub is running on ${dataFolder}. Stop it first; kiosks keep everything meanwhile.`;
}

function impossible(text: string): Result<never, RestoreFailure> {
  return err({ kind: 'impossible', text });
}
