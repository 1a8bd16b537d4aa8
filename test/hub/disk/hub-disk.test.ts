import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createLog } from '#platform/log.ts';
import { diskTroubleIn } from '../../../src/hub/server/disk/disk-trouble.ts';
import { HubDisk, makeRoomToStart } from '../../../src/hub/server/disk/hub-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MEBIBYTE = 2 ** 20;
const FULL = new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
const UNFLUSHED = new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');

/** A disk with a reserve, on which probes answer what a test wants. */
async function aDisk({ ballastBytes = MEBIBYTE } = {}) {
  const folder = temporaryFolder();
  const lines: string[] = [];
  const probe: { answer: () => void; count: number } = { answer: () => undefined, count: 0 };
  let ends = 0;
  const disk = new HubDisk({
    folder,
    ballastBytes,
    log: createLog({ level: 'info', write: (line) => lines.push(line) }),
    probe: () => {
      probe.count += 1;
      probe.answer();
    },
    onFailed: () => {
      ends += 1;
    },
  });
  await disk.look();
  return { disk, folder, lines, probe, ends: () => ends, ballast: join(folder, 'ballast') };
}

test('what an error says about the disk', () => {
  const sqlite = (code: string) => diskTroubleIn(new Database.SqliteError('', code));
  const file = (code: string) => diskTroubleIn(Object.assign(new Error(code), { code }));
  expect(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'].map(sqlite)).toEqual(['full', 'full']);
  expect(['SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR'].map(sqlite)).toEqual(
    Array(3).fill('failed'),
  );
  // Read errors, rot and bugs concern whoever asked, and would be the same after a new start.
  expect(['SQLITE_IOERR_READ', 'SQLITE_CORRUPT', 'SQLITE_CONSTRAINT'].map(sqlite)).toEqual(
    Array(3).fill(undefined),
  );
  expect(['ENOSPC', 'EDQUOT', 'EIO', 'ECONNRESET'].map(file)).toEqual(['full', 'full', 'failed', undefined]);
  expect(diskTroubleIn(new Error('the query failed', { cause: FULL }))).toBe('full');
  expect(diskTroubleIn('no error at all')).toBeUndefined();
});

test('a full disk first costs the reserve, then stops all writing, and is told of once each', async () => {
  const { disk, lines, ballast } = await aDisk();
  expect(existsSync(ballast)).toBe(true);
  expect(disk.note(FULL)).toBe('full');
  expect([disk.standing(), disk.takesWrites(), existsSync(ballast)]).toEqual(['low', true, false]);
  for (let again = 0; again < 3; again++) disk.note(FULL);
  expect([disk.standing(), disk.takesWrites()]).toEqual(['full', false]);
  expect(lines.filter((line) => line.includes('reserve was given up'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('disk is full'))).toHaveLength(1);
});

test('when there is room again it is tried once more, and the reserve is taken again', async () => {
  const { disk, probe, ballast } = await aDisk();
  disk.note(FULL);
  disk.note(FULL);
  probe.answer = () => {
    throw FULL;
  };
  await disk.look();
  expect([disk.standing(), probe.count]).toEqual(['full', 1]);
  probe.answer = () => undefined;
  await disk.look();
  expect([disk.standing(), existsSync(ballast)]).toEqual(['ok', true]);
});

test('what may be written later isn’t tried on a full disk, and a bug is no full disk', async () => {
  const { disk } = await aDisk({ ballastBytes: 0 });
  let tries = 0;
  const write = (error?: Error) => () => {
    tries += 1;
    if (error !== undefined) throw error;
  };
  expect(disk.attempt(write())).toBe(true);
  expect(() => disk.attempt(write(new Error('a bug')))).toThrow('a bug');
  expect(disk.attempt(write(FULL))).toBe(false);
  expect(disk.attempt(write())).toBe(false);
  expect(tries).toBe(3);
});

test('after a flush that failed nothing is written any more, and the hub is ended once', async () => {
  const { disk, ends } = await aDisk();
  expect(disk.note(UNFLUSHED)).toBe('failed');
  disk.note(UNFLUSHED);
  disk.note(FULL);
  await disk.look();
  expect([disk.standing(), disk.takesWrites(), ends()]).toEqual(['failed', false, 1]);
});

test('a reserve of which only a part was written counts as none, and is written whole', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'ballast'), 'a start that was cut off');
  const log = createLog({ level: 'silent' });
  const nothing = () => undefined;
  const disk = new HubDisk({ folder, log, ballastBytes: MEBIBYTE, probe: nothing, onFailed: nothing });
  await disk.look();
  expect([disk.standing(), statSync(join(folder, 'ballast')).size]).toEqual(['ok', MEBIBYTE]);
  disk.note(FULL);
  expect(disk.standing()).toBe('low');
});

test('a reserve that takes longer than from one look to the next is not missed meanwhile', async () => {
  const { disk, ballast, lines } = await aDisk();
  rmSync(ballast);
  await Promise.all([disk.look(), disk.look(), disk.look()]);
  expect([disk.standing(), existsSync(ballast)]).toEqual(['ok', true]);
  expect(lines).toEqual([]);
});

test('a disk without room for the reserve is told of once, and works', async () => {
  const { disk, lines } = await aDisk({ ballastBytes: 2 ** 50 });
  await disk.look();
  expect([disk.standing(), disk.takesWrites()]).toEqual(['low', true]);
  expect(lines.filter((line) => line.includes('no room for the hub’s reserve'))).toHaveLength(1);
});

test('a start on a disk with room leaves the reserve alone', () => {
  const folder = temporaryFolder();
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, '');
  makeRoomToStart(folder);
  expect(existsSync(ballast)).toBe(true);
});
