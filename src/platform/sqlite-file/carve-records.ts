import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** One column of a row as it stands in the file; text is left as its bytes, which may not be text any more. */
export type CarvedValue = null | number | Buffer;
export type CarvedRecord = {
  /** The row's number, which stands before the row itself. */
  readonly rowid: number;
  readonly values: readonly CarvedValue[];
};

const USUAL_PAGE_BYTES = 4096;
/** Pages read at once. */
const CHUNK_PAGES = 256;
const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** A chain of overflow pages longer than this holds nothing that was ever written here. */
const MOST_OVERFLOW_PAGES = 256;

/**
 * Finds rows in an SQLite file (https://sqlite.org/fileformat2.html) and in its WAL without believing anything the file says about itself:
 * no header, tree, page type or pointer, only the rows' own record headers. Rows are found by their last column, which has to be a text of
 * `lastColumnChars` bytes of ASCII. What comes out may be stale, doubled or rotten: only what can be proven otherwise is worth anything.
 */
export function* carveRecords(path: string, lastColumnChars: number): Generator<CarvedRecord> {
  const wal = `${path}-wal`;
  const pageBytes = pageBytesOf(path) ?? pageBytesOfWal(wal) ?? USUAL_PAGE_BYTES;
  const mark = varintBytes(lastColumnChars * 2 + 13);
  const main = new Pages(path, 0, 0, pageBytes);
  const frames = new Pages(wal, WAL_HEADER_BYTES, FRAME_HEADER_BYTES, pageBytes);
  try {
    const latest = frames.numbersOfPages();
    const overflow = (number: number): Buffer | undefined =>
      frames.page(latest.get(number) ?? -1) ?? main.page(number - 1);
    for (const pages of [main, frames]) {
      for (const page of pages.all()) yield* recordsIn(page, mark, overflow);
    }
  } finally {
    main.close();
    frames.close();
  }
}

type Overflow = (pageNumber: number) => Buffer | undefined;

function* recordsIn(page: Buffer, mark: Buffer, overflow: Overflow): Generator<CarvedRecord> {
  for (let at = page.indexOf(mark); at !== -1; at = page.indexOf(mark, at + 1)) {
    const end = at + mark.length;
    // The header begins with its own length, and its first column, the row's number, stands elsewhere and is null here.
    for (let start = Math.max(0, end - 24); start < at; start++) {
      if (page[start] !== end - start || page[start + 1] !== 0) continue;
      const record = recordAt(page, start, end, overflow);
      if (record !== undefined) yield record;
    }
  }
}

function recordAt(page: Buffer, start: number, end: number, overflow: Overflow): CarvedRecord | undefined {
  const types: number[] = [];
  for (let at = start + 1; at < end; ) {
    const [type, next] = varintAt(page, at);
    types.push(type);
    at = next;
  }
  const sizes = types.map(bytesOf);
  if (sizes.includes(undefined)) return undefined;
  const bodyBytes = sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  const payload = payloadOf(page, start, end - start + bodyBytes, overflow);
  if (payload === undefined) return undefined;
  let at = end - start;
  const values = types.map((type) => {
    const size = bytesOf(type) ?? 0;
    at += size;
    return columnOf(type, payload.subarray(at - size, at));
  });
  return { rowid: rowidBefore(page, start), values };
}

/** All but the last byte of such a number have their highest bit set, and so does none of what stands before it at its end. */
function rowidBefore(page: Buffer, start: number): number {
  let first = start - 1;
  while (first > start - 8 && first > 0 && (page[first - 1] ?? 0) >= 0x80) first -= 1;
  return first < 0 ? 0 : varintAt(page, first)[0];
}

/** The whole row: what does not fit on its page goes on in a chain of others, by rules of the format. */
function payloadOf(page: Buffer, start: number, bytes: number, overflow: Overflow): Buffer | undefined {
  const usable = page.length;
  if (bytes <= usable - 35) return start + bytes <= usable ? page.subarray(start, start + bytes) : undefined;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const surplus = least + ((bytes - least) % (usable - 4));
  const local = surplus <= usable - 35 ? surplus : least;
  if (start + local + 4 > usable) return undefined;
  const parts = [page.subarray(start, start + local)];
  let missing = bytes - local;
  let next = page.readUInt32BE(start + local);
  for (let count = 0; missing > 0; count++) {
    const more = count < MOST_OVERFLOW_PAGES ? overflow(next) : undefined;
    if (more === undefined) return undefined;
    parts.push(more.subarray(4, 4 + missing));
    missing -= usable - 4;
    next = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function varintAt(bytes: Buffer, at: number): readonly [value: number, next: number] {
  let value = 0;
  for (let index = at; index < at + 8; index++) {
    const byte = bytes[index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, index + 1];
  }
  return [Number.NaN, at + 9];
}

function varintBytes(value: number): Buffer {
  return value < 128 ? Buffer.of(value) : Buffer.of(0x80 | (value >> 7), value & 0x7f);
}

const FIXED_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
/** Longer than any row here can be. */
const MOST_BYTES = 1 << 20;

function bytesOf(type: number): number | undefined {
  if (type < 12) return FIXED_BYTES[type];
  const bytes = Math.floor((type - 12) / 2);
  return bytes <= MOST_BYTES ? bytes : undefined;
}

function columnOf(type: number, bytes: Buffer): CarvedValue {
  if (type >= 12) return bytes;
  if (type >= 8) return type - 8;
  if (type === 0 || type === 7) return null;
  return type === 6 ? Number(bytes.readBigInt64BE()) : bytes.readIntBE(0, bytes.length);
}

/** The pages of a file, or of a WAL in the order they were written; none where there is no file. */
class Pages {
  readonly #file: number | undefined;
  readonly #first: number;
  readonly #before: number;
  readonly #pageBytes: number;
  readonly #count: number;

  constructor(path: string, first: number, before: number, pageBytes: number) {
    this.#file = existsSync(path) ? openSync(path, 'r') : undefined;
    this.#first = first;
    this.#before = before;
    this.#pageBytes = pageBytes;
    const bytes = this.#file === undefined ? 0 : fstatSync(this.#file).size;
    // A last page that was cut short counts: what is left of it may hold rows.
    this.#count = Math.max(0, Math.ceil((bytes - first) / (before + pageBytes)));
  }

  *all(): Generator<Buffer> {
    const stride = this.#before + this.#pageBytes;
    for (let index = 0; index < this.#count; index += CHUNK_PAGES) {
      const chunk = this.#read(index, CHUNK_PAGES);
      for (let at = this.#before; at < chunk.length; at += stride)
        yield chunk.subarray(at, at + this.#pageBytes);
    }
  }

  page(index: number): Buffer | undefined {
    if (index < 0 || index >= this.#count) return undefined;
    const page = this.#read(index, 1).subarray(this.#before);
    return page.length === this.#pageBytes ? page : undefined;
  }

  /** Of a WAL: which page of the database each frame is of; the last frame of each counts. */
  numbersOfPages(): ReadonlyMap<number, number> {
    const latest = new Map<number, number>();
    for (let index = 0; index < this.#count; index++) {
      const header = this.#read(index, 1).subarray(0, 4);
      if (header.length === 4) latest.set(header.readUInt32BE(0), index);
    }
    return latest;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #read(index: number, count: number): Buffer {
    const stride = this.#before + this.#pageBytes;
    const bytes = Buffer.alloc(stride * count);
    if (this.#file === undefined) return bytes.subarray(0, 0);
    const read = readSync(this.#file, bytes, 0, bytes.length, this.#first + index * stride);
    return bytes.subarray(0, read);
  }
}

function pageBytesOf(path: string): number | undefined {
  const said = headOf(path, 18)?.readUInt16BE(16);
  return asPageBytes(said === 1 ? 65_536 : said);
}

function pageBytesOfWal(path: string): number | undefined {
  return asPageBytes(headOf(path, 12)?.readUInt32BE(8));
}

function asPageBytes(said: number | undefined): number | undefined {
  return said !== undefined && said >= 512 && said <= 65_536 && (said & (said - 1)) === 0 ? said : undefined;
}

function headOf(path: string, bytes: number): Buffer | undefined {
  if (!existsSync(path)) return undefined;
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(bytes);
    return readSync(file, head, 0, bytes, 0) === bytes ? head : undefined;
  } finally {
    closeSync(file);
  }
}
