import { deflateRawSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importCampus } from '../../../src/hub/server/import/import-campus.ts';
import { isZip, type ZipLimits, zipEntries } from '../../../src/hub/server/import/zip-entries.ts';
import { asBytes, emptyHub, sampleFiles } from './an-import.ts';

const LIMITS: ZipLimits = { entries: 5, bytes: 10_000 };
const TEXT = strToU8('sourcedId,name\n1,Example\n'.repeat(50));

function read(bytes: Uint8Array, limits = LIMITS) {
  const entries = zipEntries(bytes, limits);
  return entries.ok
    ? entries.value.map(({ name, bytes: { length } }) => [name, length])
    : entries.error.problem;
}

/** A copy with 4 bytes overwritten at the given place after the first signature. */
function patched(zip: Uint8Array, signature: number, offset: number, value: number): Uint8Array {
  const copy = Buffer.from(zip);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  copy.writeUInt32LE(value, copy.indexOf(bytes) + offset);
  return copy;
}

const CENTRAL = 0x02014b50;
const DAMAGED = 'The ZIP file is damaged or incomplete.';

describe('a ZIP of CSV files', () => {
  it('gives back what was packed, with and without compression', () => {
    const zip = zipSync({
      'a.csv': [TEXT, { level: 0 }],
      'folder/b.csv': [TEXT, { level: 9 }],
      'empty.csv': new Uint8Array(),
    });
    expect(isZip(zip)).toBe(true);
    expect(read(zip)).toEqual([
      ['a.csv', TEXT.length],
      ['folder/b.csv', TEXT.length],
      ['empty.csv', 0],
    ]);
  });

  it('is imported wherever its files are packed, without what the packer added', async () => {
    const files = Object.fromEntries(
      [...asBytes(sampleFiles())].map(([name, bytes]) => [`export/${name}`, bytes]),
    );
    const packed: Zippable = { ...files, '__MACOSX/export/._users.csv': TEXT, 'export/.DS_Store': TEXT };
    const { parts } = emptyHub();
    const report = await importCampus(parts, new Map([['roster.zip', zipSync(packed)]]), { dryRun: false });
    expect([report.errors, report.applied, report.files.includes('users.csv')]).toEqual([[], true, true]);
  });

  it('may not hold two files of one name', async () => {
    const holidays = strToU8('date,name\n2027-05-01,May Day\n');
    const zip = zipSync({ 'a/holidays.csv': holidays, 'b/Holidays.csv': holidays });
    const { parts } = emptyHub();
    const report = await importCampus(parts, new Map([['roster.zip', zip]]), { dryRun: false });
    expect(report.errors.map(({ problem }) => problem)).toEqual(['There are two files of this name.']);
  });

  it('is refused when it says that it unpacks to too much', () => {
    expect(read(zipSync({ 'a.csv': new Uint8Array(10_001) }))).toMatch(/unpacks to more/);
    expect(read(zipSync({ 'a.csv': new Uint8Array(6_000), 'b.csv': new Uint8Array(6_000) }))).toMatch(
      /unpacks to more/,
    );
  });

  it('is refused when it unpacks to more than it says, without unpacking it', () => {
    const bomb = zipSync({ 'a.csv': new Uint8Array(50_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(read(patched(bomb, CENTRAL, 24, 1_000))).toBe(DAMAGED);
  });

  it('is refused when it holds too many files', () => {
    const many = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`${index}.csv`, TEXT]));
    expect(read(zipSync(many))).toMatch(/unpacks to more/);
  });

  it('is refused when any of its bytes has changed, or its end is missing', () => {
    const zip = zipSync({ 'a.csv': TEXT });
    for (let length = 0; length < zip.length; length += 7)
      expect(read(zip.subarray(0, length))).toBe(DAMAGED);
    const inContent = Buffer.from(zip);
    const place = 30 + 'a.csv'.length + 5;
    inContent.writeUInt8(inContent.readUInt8(place) ^ 0x10, place);
    expect(read(inContent)).toBe(DAMAGED);
  });

  it('is refused when its checksum is another one', () => {
    expect(read(patched(zipSync({ 'a.csv': TEXT }), CENTRAL, 16, 0x1234_5678))).toBe(DAMAGED);
  });

  it('is refused with a password, and with methods that nobody uses', () => {
    const zip = zipSync({ 'a.csv': TEXT });
    // Flags and method stand side by side.
    expect(read(patched(zip, CENTRAL, 8, 0x0008_0001))).toMatch(/password/);
    expect(read(patched(zip, CENTRAL, 8, 0x000e_0000))).toMatch(/isn’t supported/);
  });

  it('never breaks the reader, whatever its records say', () => {
    const zip = zipSync({ 'a.csv': TEXT, 'b.csv': deflateRawSync(TEXT) });
    const whole = read(zip);
    for (let place = 0; place < zip.length; place += 1) {
      for (const value of [0x00, 0x7f, 0xff]) {
        const broken = Buffer.from(zip);
        broken.writeUInt8(value, place);
        const entries = zipEntries(broken, LIMITS);
        if (!entries.ok) continue;
        // Dates and attributes are covered by no checksum, and nobody looks at them.
        expect(entries.value.map(({ name, bytes }) => [name, bytes.length])).toEqual(whole);
      }
    }
  });
});
