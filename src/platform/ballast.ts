import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { freeBytes } from './free-bytes.ts';

const BLOCK = new Uint8Array(1024 * 1024);
/** On a disk this close to full the ballast itself would do the harm it is there against. */
const LEAVE_FREE = 4;

/**
 * A file that only takes up space, so that a disk somebody else filled still has room for what matters: it is deleted at the first
 * write that finds the disk full.
 */
export class Ballast {
  readonly #path: string;
  #isBeingTaken = false;

  constructor(path: string) {
    this.#path = path;
  }

  isTaken(): boolean {
    return !this.#isBeingTaken && existsSync(this.#path);
  }

  /** Writes the file, unless it is there or the disk has no room to spare. */
  take(bytes: number): void {
    if (this.#size() >= bytes || !this.#hasRoomFor(bytes)) return;
    // A start that was cut off may have left a part of it.
    const file = openSync(this.#path, 'w');
    try {
      for (let written = 0; written < bytes; written += BLOCK.length) writeSync(file, BLOCK);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** The same while the program goes on with its work. A disk that fills up meanwhile ends it without a word. */
  async takeInBackground(bytes: number): Promise<void> {
    if (this.#isBeingTaken || this.#size() >= bytes || !this.#hasRoomFor(bytes)) return;
    this.#isBeingTaken = true;
    try {
      const file = await open(this.#path, 'w');
      try {
        // It may be given up while it is being taken.
        for (let written = 0; written < bytes && existsSync(this.#path); written += BLOCK.length)
          await file.write(BLOCK);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch {
      rmSync(this.#path, { force: true });
    } finally {
      this.#isBeingTaken = false;
    }
  }

  /** Gives the space back; false when there was none to give. */
  release(): boolean {
    if (!existsSync(this.#path)) return false;
    rmSync(this.#path);
    return true;
  }

  #size(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Before a start: gives the space back when less than this is free; whether it did. */
  makeRoom(bytes: number): boolean {
    return this.#free() < bytes && this.release();
  }

  #hasRoomFor(bytes: number): boolean {
    return this.#free() >= bytes * LEAVE_FREE;
  }

  #free(): number {
    return freeBytes(dirname(this.#path));
  }
}
