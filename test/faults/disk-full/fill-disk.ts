import { closeSync, openSync, statfsSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = new Uint8Array(256 * 1024);

/** Somebody else's file takes all there is, to the last block; the path of that file. */
export function fillDisk(folder: string, name = 'somebody-elses.log'): string {
  const path = join(folder, name);
  const file = openSync(path, 'a');
  try {
    for (let size = freeBytes(folder); size > 0; size = freeBytes(folder))
      writeSync(file, BLOCK.subarray(0, Math.min(size, BLOCK.length)));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
  return path;
}

export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Whether the hub that keeps its things there has written all of its 64 MiB. */
export function hasReserve(data: string): boolean {
  return statSync(join(data, 'hub', 'ballast'), { throwIfNoEntry: false })?.size === 64 * 2 ** 20;
}
