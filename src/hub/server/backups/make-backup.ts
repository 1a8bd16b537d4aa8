import { existsSync, rmSync, statSync } from 'node:fs';
import type { Epoch, EpochMs, KioskNumber } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { problemOf } from '#platform/database-problem.ts';
import { databasePath } from '../store/hub-database.ts';
import {
  areOnOneDisk,
  backupPath,
  keepVerified,
  noRoomFor,
  prepareFolder,
  setAside,
} from './backup-folder.ts';
import { checkCopy } from './check-copy.ts';
import { copyDatabase } from './copy-database.ts';
import type { VerifyProgress } from './verify-database.ts';

export type BackupOrder = {
  readonly dataFolder: string;
  readonly folder: string;
  /** The folder that earlier backups went to. */
  readonly knownAs: string | undefined;
  readonly institutionId: string;
  readonly now: EpochMs;
};

export type BackupProgress =
  | VerifyProgress
  | { readonly stage: 'copy'; readonly done: number; readonly total: number };

export type MadeBackup = {
  readonly path: string;
  readonly bytes: number;
  readonly events: number;
  readonly ledgers: number;
  /** How far every ledger is in the copy. */
  readonly heads: readonly { readonly kiosk: KioskNumber; readonly epoch: Epoch; readonly seq: number }[];
  /** The folder is on the database's own disk. */
  readonly onSameDisk: boolean;
};

/** `damaged`: a copy was made, but it is not what it should be. `not-made`: there is none. */
export type BackupFailure = { readonly kind: 'damaged' | 'not-made'; readonly text: string };

/** Copies the database, restores the copy beside itself and checks it there; only what passed gets the name of a backup. */
export async function makeBackup(
  order: BackupOrder,
  tell: (progress: BackupProgress) => void,
): Promise<Result<MadeBackup, BackupFailure>> {
  const { folder, now } = order;
  const path = backupPath(folder, now);
  const unfinished = `${path}.tmp`;
  try {
    return await makeAt(path, unfinished, order, tell);
  } catch (error) {
    return notMade(problemOf(error, folder).text);
  } finally {
    // On a full disk this is what makes room again.
    if (existsSync(unfinished)) rmSync(unfinished);
  }
}

async function makeAt(
  path: string,
  unfinished: string,
  { dataFolder, folder, knownAs, institutionId }: BackupOrder,
  tell: (progress: BackupProgress) => void,
): Promise<Result<MadeBackup, BackupFailure>> {
  const ready = prepareFolder(folder, institutionId, knownAs);
  if (!ready.ok) return notMade(ready.error);
  const database = databasePath(dataFolder);
  const noRoom = noRoomFor(bytesOf(database) + bytesOf(`${database}-wal`), folder);
  if (noRoom !== undefined) return notMade(noRoom);
  const copied = await copyDatabase(database, unfinished, (done, total) =>
    tell({ stage: 'copy', done, total }),
  );
  const checked = checkCopy(unfinished, copied, tell);
  if (checked.damage.length > 0) {
    const aside = setAside(unfinished, path);
    return err({
      kind: 'damaged',
      text: `${checked.damage.join('; ')}. The copy was set aside as ${aside}.`,
    });
  }
  keepVerified(unfinished, path, dataFolder);
  const { heads } = copied;
  const { events, ledgers } = checked;
  const onSameDisk = areOnOneDisk(folder, database);
  return ok({ path, bytes: statSync(path).size, events, ledgers, heads, onSameDisk });
}

/** What is still in the log belongs to the database. */
function bytesOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

function notMade(text: string): Result<never, BackupFailure> {
  return err({ kind: 'not-made', text });
}
