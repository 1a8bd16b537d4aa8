import { type StatsFs, statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';

/** What anybody may still write on the disk that holds this folder. */
export function freeBytes(folder: string): number {
  return freeIn(statfsSync(folder));
}

/** The same without waiting for the disk. */
export async function freeBytesInBackground(folder: string): Promise<number> {
  return freeIn(await statfs(folder));
}

function freeIn({ bavail, bsize }: StatsFs): number {
  return bavail * bsize;
}
