import { dirname } from 'node:path';
import type { DiskOperation } from './disk-operation.ts';
import { FileBytes } from './file-bytes.ts';

/** What becomes of everything that was not flushed when the power went. */
export const WAYS = ['dropped', 'kept', 'torn'] as const;
export type Way = (typeof WAYS)[number];

type NameChange = {
  readonly folder: string;
  readonly remove: string | undefined;
  readonly put: string | undefined;
  readonly file: FileBytes;
};

/**
 * A disk as POSIX promises it and no better: bytes are durable once their file was flushed, names once their folder was, and until then each
 * write and each name may be there or not, on its own, in any combination. Drives tear at their sector, 512 bytes.
 */
export class Disk {
  /** As running programs see it. */
  readonly #names = new Map<string, FileBytes>();
  readonly #durable = new Map<string, FileBytes>();
  #unflushed: NameChange[] = [];

  play(operation: DiskOperation): void {
    switch (operation.kind) {
      case 'create':
        this.#name({ remove: undefined, put: operation.path, file: new FileBytes() });
        return;
      case 'write':
        this.#file(operation.path).write(operation.offset, operation.bytes);
        return;
      case 'truncate':
        this.#file(operation.path).truncate(operation.size);
        return;
      case 'sync':
        this.#sync(operation.path);
        return;
      case 'rename':
        this.#name({ remove: operation.from, put: operation.to, file: this.#file(operation.from) });
        return;
      case 'unlink':
        this.#name({ remove: operation.path, put: undefined, file: this.#file(operation.path) });
        return;
      case 'said':
        return;
    }
  }

  /** The folder's files after a power cut at this moment. */
  afterCut(way: Way, random: () => number): ReadonlyMap<string, Uint8Array> {
    const names = new Map(this.#durable);
    for (const change of this.#unflushed) {
      if (way === 'kept' || (way === 'torn' && random() < 0.5)) rename(names, change);
    }
    return new Map([...names].map(([path, file]) => [path, file.afterCut(way, random)]));
  }

  #name(change: Omit<NameChange, 'folder'>): void {
    const folder = folderOf(change.put ?? change.remove ?? '');
    if (folderOf(change.remove ?? change.put ?? '') !== folder) throw new Error('moved between folders');
    rename(this.#names, change);
    this.#unflushed.push({ folder, ...change });
  }

  #sync(path: string): void {
    const file = this.#names.get(path);
    if (file !== undefined) {
      file.flush();
      return;
    }
    for (const change of this.#unflushed) if (change.folder === path) rename(this.#durable, change);
    this.#unflushed = this.#unflushed.filter(({ folder }) => folder !== path);
  }

  #file(path: string): FileBytes {
    const file = this.#names.get(path);
    if (file === undefined) throw new Error(`${path} was written before the trace began`);
    return file;
  }
}

function rename(names: Map<string, FileBytes>, { remove, put, file }: Omit<NameChange, 'folder'>): void {
  if (remove !== undefined) names.delete(remove);
  if (put !== undefined) names.set(put, file);
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder;
}
