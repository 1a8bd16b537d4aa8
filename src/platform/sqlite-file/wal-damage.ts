import { existsSync, readFileSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;
/** Of the header; each frame repeats them after the page's number and the file's size. */
const SALTS_AT = 16;
const USUAL_PAGE_BYTES = 4096;

/**
 * In words, what no crash can have done to a WAL (https://sqlite.org/walformat.html); undefined when all is well. SQLite ends its reading
 * without a word at the first frame whose checksum doesn't hold. That is right for the transaction a power cut tore, which is the last;
 * but where two or more committed ones follow, something that was on the disk has changed.
 */
export function walDamage(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const wal = readFileSync(path);
  if (wal.length <= HEADER_BYTES + FRAME_HEADER_BYTES) return undefined;
  const magic = wal.readUInt32BE(0);
  const read = (magic & 1) === 1 ? readBigEndian : readLittleEndian;
  const headerSum = sumOver(read, wal.subarray(0, 24), [0, 0]);
  const isHeaderSound =
    (magic | 1) === (MAGIC | 1) &&
    headerSum[0] === wal.readUInt32BE(24) &&
    headerSum[1] === wal.readUInt32BE(28);
  // The header is written and flushed before anything is committed behind it.
  if (!isHeaderSound) {
    // The frames themselves say which belong together.
    const commits = commitsFrom(wal, HEADER_BYTES, USUAL_PAGE_BYTES, HEADER_BYTES + 8);
    return commits > 1 ? 'its WAL does not begin as one' : undefined;
  }
  const pageBytes = wal.readUInt32BE(8);
  const sound = soundBytes(wal, pageBytes, read, headerSum);
  const lost = commitsFrom(wal, sound, pageBytes, SALTS_AT);
  return lost > 1 ? `${lost} committed transactions in its WAL stand behind a rotten one` : undefined;
}

type Sum = readonly [number, number];
type Read = (bytes: Buffer, at: number) => number;

const readBigEndian: Read = (bytes, at) => bytes.readUInt32BE(at);
const readLittleEndian: Read = (bytes, at) => bytes.readUInt32LE(at);

function sumOver(read: Read, bytes: Buffer, [first, second]: Sum): Sum {
  let one = first;
  let two = second;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    one = (one + read(bytes, at) + two) >>> 0;
    two = (two + read(bytes, at + 4) + one) >>> 0;
  }
  return [one, two];
}

/** Up to where SQLite itself reads: frames of this WAL's salts whose running checksum holds. */
function soundBytes(wal: Buffer, pageBytes: number, read: Read, headerSum: Sum): number {
  const stride = FRAME_HEADER_BYTES + pageBytes;
  let sum = headerSum;
  let at = HEADER_BYTES;
  for (; at + stride <= wal.length; at += stride) {
    if (!hasSalts(wal, at, SALTS_AT)) break;
    sum = sumOver(read, wal.subarray(at, at + 8), sum);
    sum = sumOver(read, wal.subarray(at + FRAME_HEADER_BYTES, at + stride), sum);
    if (sum[0] !== wal.readUInt32BE(at + 16) || sum[1] !== wal.readUInt32BE(at + 20)) break;
  }
  return at;
}

/** Frames of this WAL from there on that end a transaction. A WAL is used again from its start: older frames have other salts. */
function commitsFrom(wal: Buffer, from: number, pageBytes: number, saltsAt: number): number {
  const stride = FRAME_HEADER_BYTES + pageBytes;
  let commits = 0;
  for (let at = from; at + FRAME_HEADER_BYTES <= wal.length; at += stride) {
    if (hasSalts(wal, at, saltsAt) && wal.readUInt32BE(at + 4) !== 0) commits += 1;
  }
  return commits;
}

function hasSalts(wal: Buffer, frame: number, saltsAt: number): boolean {
  return wal.compare(wal, saltsAt, saltsAt + 8, frame + 8, frame + 16) === 0;
}
