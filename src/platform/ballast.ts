import { closeSync, existsSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fsyncFile } from './write-file-atomically.ts';

const BLOCK = new Uint8Array(1024 * 1024);
/** On a disk this close to full the ballast itself would do the harm it is there against. */
const LEAVE_FREE = 4;

/**
 * A file that only takes up space, so that a disk somebody else filled still has room for what matters: it is deleted at the first
 * write that finds the disk full.
 */
export class Ballast {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Writes the file, unless it is there or the disk has no room to spare. */
  take(bytes: number): void {
    const disk = statfsSync(dirname(this.#path));
    if (existsSync(this.#path) || disk.bavail * disk.bsize < bytes * LEAVE_FREE) return;
    const file = openSync(this.#path, 'wx');
    try {
      for (let written = 0; written < bytes; written += BLOCK.length) writeSync(file, BLOCK);
    } finally {
      closeSync(file);
    }
    fsyncFile(this.#path);
  }

  /** Gives the space back; false when there was none to give. */
  release(): boolean {
    if (!existsSync(this.#path)) return false;
    rmSync(this.#path);
    return true;
  }
}
