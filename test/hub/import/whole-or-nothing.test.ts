import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HubParts } from '../../../src/hub/server/hub-parts.ts';
import { importCampus } from '../../../src/hub/server/import/import-campus.ts';
import { testSeed } from '../../support/seed.ts';
import { asBytes, dumpOf, emptyHub, hubWithSample, importFiles, sampleFiles } from './an-import.ts';

type Damage = (bytes: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (bytes: Buffer, where: number) => Math.floor(where * bytes.length);
const lines = (bytes: Buffer) => bytes.toString('utf8').split('\n');

/** What happens to files on their way: between programs, spreadsheets and memory sticks. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(
    ([where, value]): Damage =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        if (copy.length > 0) copy.writeUInt8(value, at(copy, where));
        return copy;
      },
  ),
  place.map(
    (where): Damage =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  fc.tuple(place, fc.constantFrom(',', ';', '"', '\n', '\r', '\0', '\uFEFF', 'x', '9', 'tobedeleted')).map(
    ([where, text]): Damage =>
      (bytes) =>
        Buffer.concat([
          bytes.subarray(0, at(bytes, where)),
          Buffer.from(text),
          bytes.subarray(at(bytes, where)),
        ]),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Damage =>
      (bytes) => {
        const all = lines(bytes);
        const [line] = all.splice(Math.floor(from * all.length), 1);
        all.splice(Math.floor(to * all.length), 0, line ?? '');
        return Buffer.from(all.join('\n'));
      },
  ),
  place.map(
    (where): Damage =>
      (bytes) => {
        const all = lines(bytes);
        all.splice(Math.floor(where * all.length), 1);
        return Buffer.from(all.join('\n'));
      },
  ),
  fc.tuple(place, place).map(
    ([one, other]): Damage =>
      (bytes) => {
        const all = lines(bytes).map((line) => line.split(','));
        const row = all[Math.floor(one * all.length)];
        const donor = all[Math.floor(other * all.length)];
        if (row !== undefined && donor !== undefined)
          row.splice(Math.floor(other * row.length), 1, donor[Math.floor(one * donor.length)] ?? '');
        return Buffer.from(all.map((cells) => cells.join(',')).join('\n'));
      },
  ),
);

const sample = sampleFiles();
const damages = fc.array(fc.tuple(fc.constantFrom(...Object.keys(sample)), damage), {
  minLength: 1,
  maxLength: 3,
});

/** Imports files that may be damaged, and checks that it was all or nothing. */
async function importAndCheck(
  parts: HubParts,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<'applied' | 'refused'> {
  const before = dumpOf(parts);
  const dry = await importCampus(parts, files, { dryRun: true });
  expect(dumpOf(parts)).toEqual(before);
  const report = await importCampus(parts, files, { dryRun: false });
  expect({ ...report, dryRun: true, applied: false }).toEqual(dry);
  expect(report.applied).toBe(report.errors.length === 0);
  expect(parts.db.sqlite.pragma('foreign_key_check')).toEqual([]);
  if (!report.applied) {
    expect(dumpOf(parts)).toEqual(before);
    return 'refused';
  }
  // Taken in once, it is as if it had always been so.
  const again = await importCampus(parts, files, { dryRun: true });
  const changes = Object.values(again.tables).map(({ added, changed, removed }) => added + changed + removed);
  expect([again.errors, changes]).toEqual([[], changes.map(() => 0)]);
  return 'applied';
}

describe('an import', () => {
  it('of damaged files is applied whole, or changes nothing at all', async () => {
    const outcomes = { applied: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.boolean(), damages, async (isFirst, all) => {
        const { parts, time } = isFirst ? emptyHub() : await hubWithSample();
        time.pass(60_000);
        const files = new Map(asBytes(sample));
        for (const [name, change] of all) files.set(name, change(Buffer.from(files.get(name) ?? [])));
        outcomes[await importAndCheck(parts, files)] += 1;
      }),
      { seed: testSeed(), numRuns: 60 },
    );
    expect(Math.min(outcomes.applied, outcomes.refused)).toBeGreaterThan(0);
  }, 120_000);

  it('that breaks off in the middle leaves nothing behind', async () => {
    const { parts } = emptyHub();
    const before = dumpOf(parts);
    parts.db.sqlite.exec(
      `create trigger broken before insert on credentials when (select count(*) from credentials) = 7
       begin select raise(abort, 'the disk is full'); end`,
    );
    await expect(importFiles(parts, sample)).rejects.toThrow('the disk is full');
    expect(dumpOf(parts)).toEqual(before);
    parts.db.sqlite.exec('drop trigger broken');
    expect((await importFiles(parts, sample)).applied).toBe(true);
  });
});
