import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Ballast } from '#platform/ballast.ts';
import { DiskReserve } from '../../../../src/kiosk/engine/self-check/disk-reserve.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const MEBIBYTE = 2 ** 20;

/** A reserve whose alarm a test rings, until what it set off is done. */
function aReserve(bytes = MEBIBYTE) {
  const folder = temporaryFolder();
  new Ballast(join(folder, 'ballast')).take(MEBIBYTE);
  const changes: boolean[] = [];
  let ring: (() => void) | undefined;
  const reserve: DiskReserve = new DiskReserve({
    folder,
    bytes,
    alarm: (_ms, run) => {
      ring = run;
      return () => {
        ring = undefined;
      };
    },
    onChange: () => changes.push(reserve.isGone()),
  });
  const look = async () => {
    ring?.();
    await expect.poll(() => existsSync(join(folder, 'ballast'))).toBe(true);
  };
  return { reserve, changes, ballast: join(folder, 'ballast'), ring: () => ring, look };
}

test('a reserve that was given up is noticed, and taken again at the next look when there is room', async () => {
  const { reserve, changes, ballast, ring, look } = aReserve();
  expect(reserve.isGone()).toBe(false);
  rmSync(ballast);
  ring()?.();
  expect(changes).toEqual([true]);
  await look();
  await expect.poll(() => changes).toEqual([true, false]);
  expect(reserve.isGone()).toBe(false);
});

test('a kiosk that keeps no reserve misses none', () => {
  const { reserve, ring } = aReserve(0);
  expect(reserve.isGone()).toBe(false);
  expect(ring()).toBeUndefined();
});

test('after its end nothing is looked at any more', () => {
  const { reserve, ring } = aReserve();
  reserve.stop();
  expect(ring()).toBeUndefined();
});
