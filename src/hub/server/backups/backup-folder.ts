import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { EpochMs } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { freeBytes } from '#platform/free-bytes.ts';
import { fsyncFile, fsyncFolder, writeFileAtomically } from '#platform/write-file-atomically.ts';

/** Two days of hours: whatever goes wrong is noticed by then. */
export const HOURLY_KEPT = 48;
/** And one of each of the last two weeks' days, for what was noticed late. */
export const DAILY_KEPT = 14;
/** As evidence of what went wrong; more would only fill the disk. */
const DAMAGED_KEPT = 2;

const BACKUP = /^hub-(\d{4}-\d{2}-\d{2})T[\d-]+Z\.db$/;
const DAMAGED = /^hub-.*\.db\.damaged$/;
const UNFINISHED = /^(hub-.*\.db\.tmp(-journal|-wal|-shm)?|\.checking-.*)$/;

/** Says whose backups these are, and that this folder is where they belong: an empty mount point has none. */
const OWNER_FILE = 'muster-backups.json';

/** A copy is first written whole and then checked as a second copy. */
const ROOM_FACTOR = 2.2;

export function backupPath(folder: string, now: EpochMs): string {
  return join(folder, `hub-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.db`);
}

/** Paths of the verified copies, oldest first; none where there is no such folder. */
export function backupsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => BACKUP.test(name));
  return names.toSorted().map((name) => join(folder, name));
}

/**
 * Makes the folder ready, or says why not to write there. `knownAs` is the folder that earlier backups went to: if it is this one and
 * their mark is gone, the disk isn't mounted, and whatever is written would lie on the very disk that it is to protect from.
 */
export function prepareFolder(
  folder: string,
  institutionId: string,
  knownAs: string | undefined,
): Result<void, string> {
  const mark = join(folder, OWNER_FILE);
  if (!existsSync(mark) && knownAs === folder) {
    return err(
      `${folder} no longer holds this hub's backups. Is its disk mounted? If it is gone for good, name another folder.`,
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(mark)) writeFileAtomically(mark, `${JSON.stringify({ institutionId })}\n`);
  else if (!readFileSync(mark, 'utf8').includes(institutionId)) {
    return err(`${folder} holds the backups of another hub. Name another folder.`);
  }
  removeScratch(folder);
  return ok(undefined);
}

/** What a copy or a check left that was cut short. */
export function removeScratch(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (UNFINISHED.test(name)) rmSync(join(folder, name), { recursive: true });
  }
}

/** Whether a copy of so many bytes fits, and can be checked. Undefined, or why not. */
export function noRoomFor(bytes: number, folder: string): string | undefined {
  const free = freeBytes(folder);
  const needed = bytes * ROOM_FACTOR;
  if (free >= needed) return undefined;
  return `The disk that holds ${folder} has ${inMegabytes(free)} free; a backup and its check need ${inMegabytes(needed)}.`;
}

/** Whether losing one disk would lose both. */
export function areOnOneDisk(folder: string, database: string): boolean {
  return statSync(folder).dev === statSync(database).dev;
}

/** Gives a verified copy its good name, the keys beside it, and takes the oldest away. */
export function keepVerified(unfinished: string, path: string, dataFolder: string): void {
  const folder = dirname(path);
  // A folder on another disk may be open to others.
  chmodSync(unfinished, 0o600);
  fsyncFile(unfinished);
  renameSync(unfinished, path);
  copySecrets(join(dataFolder, 'hub'), folder);
  removeOldest(folder);
  fsyncFolder(folder);
}

/** Keeps a copy that failed its check where nobody takes it for a backup. */
export function setAside(unfinished: string, path: string): string {
  const folder = dirname(path);
  const aside = `${path}.damaged`;
  renameSync(unfinished, aside);
  const all = readdirSync(folder).filter((name) => DAMAGED.test(name));
  for (const name of all.toSorted().slice(0, -DAMAGED_KEPT)) rmSync(join(folder, name));
  return aside;
}

/** The hub's keys, and the small authority that phones and kiosks trust, where it has one. */
export function copySecrets(from: string, to: string): void {
  for (const name of ['keys.json', 'tls/authority.pem', 'tls/authority-key.pem']) {
    const source = join(from, name);
    if (!existsSync(source)) continue;
    const target = join(to, name);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    if (existsSync(target) && readFileSync(target).equals(readFileSync(source))) continue;
    copyFileSync(source, `${target}.tmp`);
    fsyncFile(`${target}.tmp`);
    renameSync(`${target}.tmp`, target);
    fsyncFolder(dirname(target));
  }
}

function removeOldest(folder: string): void {
  const all = backupsIn(folder);
  const firstOfDay = new Map<string, string>();
  for (const path of all) {
    const day = BACKUP.exec(basename(path))?.[1] ?? '';
    if (!firstOfDay.has(day)) firstOfDay.set(day, path);
  }
  const kept = new Set([...all.slice(-HOURLY_KEPT), ...[...firstOfDay.values()].slice(-DAILY_KEPT)]);
  for (const path of all) if (!kept.has(path)) rmSync(path);
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
