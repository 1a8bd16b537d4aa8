import { crc32, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '#domain/result.ts';
import type { Words } from './problems.ts';

export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array };

export type ZipLimits = {
  readonly entries: number;
  /** Of all entries together, unpacked. */
  readonly bytes: number;
};

// APPNOTE.TXT 4.3: the records by which a ZIP's contents are found.
const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const CENTRAL = 0x02014b50;
const CENTRAL_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

const DAMAGED: Words = {
  problem: 'The ZIP file is damaged or incomplete.',
  advice: 'Pack the CSV files again, or send them without packing.',
};
const TOO_LARGE: Words = {
  problem: 'The ZIP file unpacks to more than an import may hold.',
  advice: 'Send only the files that are described in the documentation.',
};
const ENCRYPTED_ZIP: Words = {
  problem: 'The ZIP file has a password.',
  advice: 'Pack the CSV files without a password.',
};
const UNKNOWN_METHOD: Words = {
  problem: 'The ZIP file is packed in a way that isn’t supported.',
  advice: 'Pack it with the usual method (deflate), or send the CSV files themselves.',
};

/** Whether this is a ZIP at all. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && Buffer.from(bytes.subarray(0, 4)).readUInt32LE() === LOCAL;
}

/**
 * The files in a ZIP. Sizes are checked before anything is unpacked and again while it is, and every file against its
 * checksum: half a list of students must not pass for the whole one.
 */
export function zipEntries(bytes: Uint8Array, limits: ZipLimits): Result<readonly ZipEntry[], Words> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const listed = listing(zip);
  if (listed === undefined) return err(DAMAGED);
  const files = listed.filter(({ name, size }) => !(name.endsWith('/') && size === 0));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length > limits.entries || total > limits.bytes) return err(TOO_LARGE);
  const entries: ZipEntry[] = [];
  for (const file of files) {
    const unpacked = unpack(zip, file);
    if (!unpacked.ok) return unpacked;
    entries.push({ name: file.name, bytes: unpacked.value });
  }
  return ok(entries);
}

type Listed = {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

function listing(zip: Buffer): readonly Listed[] | undefined {
  const end = endRecord(zip);
  if (end === undefined) return undefined;
  const count = zip.readUInt16LE(end + 10);
  const listed: Listed[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_LENGTH > end || zip.readUInt32LE(at) !== CENTRAL) return undefined;
    const nameEnd = at + CENTRAL_LENGTH + zip.readUInt16LE(at + 28);
    listed.push({
      name: zip.toString('utf8', at + CENTRAL_LENGTH, nameEnd),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    });
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  // The list ends where the last record begins, or it isn't the whole list.
  return at === end ? listed : undefined;
}

/** Where the record stands that a ZIP is read from; it is followed by nothing but a comment. */
function endRecord(zip: Buffer): number | undefined {
  const last = zip.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  return undefined;
}

function unpack(zip: Buffer, listed: Listed): Result<Uint8Array, Words> {
  const { flags, method, crc, packed, size } = listed;
  if ((flags & ENCRYPTED) !== 0) return err(ENCRYPTED_ZIP);
  if (method !== STORED && method !== DEFLATED) return err(UNKNOWN_METHOD);
  const from = contentOf(zip, listed);
  if (from === undefined || from + packed > zip.length) return err(DAMAGED);
  const data = zip.subarray(from, from + packed);
  const bytes = method === STORED ? data : inflated(data, size);
  return bytes?.length === size && crc32(bytes) === crc ? ok(bytes) : err(DAMAGED);
}

/** Where a file's content begins: behind a second header, which must be of the same file. */
function contentOf(zip: Buffer, { offset, name }: Listed): number | undefined {
  if (offset + LOCAL_LENGTH > zip.length || zip.readUInt32LE(offset) !== LOCAL) return undefined;
  const nameEnd = offset + LOCAL_LENGTH + zip.readUInt16LE(offset + 26);
  if (zip.toString('utf8', offset + LOCAL_LENGTH, nameEnd) !== name) return undefined;
  return nameEnd + zip.readUInt16LE(offset + 28);
}

/** Stops as soon as there is more than was announced. */
function inflated(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
  } catch {
    return undefined;
  }
}
