import type { Way } from './disk.ts';

/** What a drive writes whole or not at all. */
const SECTOR_BYTES = 512;

type Change =
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number };

/** The bytes of one file that survive anything, and the changes since that may or may not. */
export class FileBytes {
  #durable = new Growing();
  #changes: Change[] = [];

  write(offset: number, bytes: Uint8Array): void {
    this.#changes.push({ kind: 'write', offset, bytes });
  }

  truncate(size: number): void {
    this.#changes.push({ kind: 'truncate', size });
  }

  flush(): void {
    for (const change of this.#changes) apply(this.#durable, change);
    this.#changes = [];
  }

  afterCut(way: Way, random: () => number): Uint8Array {
    const left = this.#durable.copy();
    if (way === 'kept') for (const change of this.#changes) apply(left, change);
    if (way === 'torn') for (const change of this.#changes) tear(left, change, random);
    return left.bytes();
  }
}

/** A third of the changes got to the disk, a third didn't, and of the rest some sectors did. */
function tear(left: Growing, change: Change, random: () => number): void {
  const fate = random();
  if (fate < 1 / 3) return;
  if (fate < 2 / 3 || change.kind === 'truncate') {
    apply(left, change);
    return;
  }
  const { offset, bytes } = change;
  for (let start = 0; start < bytes.length; ) {
    const end = Math.min(bytes.length, start + SECTOR_BYTES - ((offset + start) % SECTOR_BYTES));
    if (random() < 0.5) left.write(offset + start, bytes.subarray(start, end));
    start = end;
  }
}

function apply(bytes: Growing, change: Change): void {
  if (change.kind === 'write') bytes.write(change.offset, change.bytes);
  else bytes.resize(change.size);
}

/** Bytes that grow at their end as a file does: what was never written is zero. */
class Growing {
  #room: Uint8Array;
  #size: number;

  constructor(room = new Uint8Array(4_096), size = 0) {
    this.#room = room;
    this.#size = size;
  }

  write(offset: number, bytes: Uint8Array): void {
    if (offset + bytes.length > this.#size) this.resize(offset + bytes.length);
    this.#room.set(bytes, offset);
  }

  resize(size: number): void {
    if (size > this.#room.length) {
      const room = new Uint8Array(2 * size);
      room.set(this.#room.subarray(0, this.#size));
      this.#room = room;
    } else if (size > this.#size) this.#room.fill(0, this.#size, size);
    this.#size = size;
  }

  copy(): Growing {
    return new Growing(this.#room.slice(0, this.#size), this.#size);
  }

  bytes(): Uint8Array {
    return this.#room.subarray(0, this.#size);
  }
}
