import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { smallDisk } from '../rig/small-disk.ts';
import { healedLedgerIn, ledgerIn, refusalIn } from './a-ledger.ts';
import { recordTouches } from './ledger-facts.ts';

function fill(folder: string, leaveBytes = 0): string {
  const filler = join(folder, 'somebody-elses.log');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(filler, Buffer.alloc(bavail * bsize - leaveBytes));
  return filler;
}

function aDamagedLedger(disk: string): string {
  const folder = join(disk, 'kiosk');
  mkdirSync(folder);
  const ledger = ledgerIn(folder);
  for (let round = 0; round < 10; round++) recordTouches(ledger, 100);
  ledger.close();
  const path = join(folder, 'ledger.db');
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 40_960, 45_056);
  writeFileSync(path, bytes);
  return folder;
}

// Somebody's log has filled the disk, and the ledger is damaged too. There is no room for a new one: the kiosk says that the disk is full,
// keeps the old file as it is, and heals as soon as there is room.
it('a disk without room for the new ledger leaves the old one set aside, and is said to be full', (context) => {
  const folder = aDamagedLedger(smallDisk(context, 16));
  const filler = fill(folder);
  const healing = { now: () => new Date(), onHealed: () => undefined };
  expect(refusalIn(folder, { healing })).toMatchObject({ kind: 'disk-full' });
  expect(refusalIn(folder, { healing })).toMatchObject({ kind: 'disk-full' });
  rmSync(filler);
  const { ledger, healed } = healedLedgerIn(folder);
  expect(healed).toMatchObject([{ damage: { found: 'structure' } }]);
  expect(healed[0]?.salvaged).toBeGreaterThan(980);
  recordTouches(ledger, 1);
});

it('the reserve is given up for a new ledger', (context) => {
  const folder = aDamagedLedger(smallDisk(context, 16));
  const reserve = join(folder, 'ballast');
  writeFileSync(reserve, Buffer.alloc(4 * 2 ** 20));
  // Enough to look at the old one.
  fill(folder, 256 * 1024);
  let released = 0;
  const { healed } = healedLedgerIn(folder, {
    onBallastReleased: () => {
      released += 1;
    },
  });
  expect(healed).toHaveLength(1);
  expect(released).toBe(1);
  expect(existsSync(reserve)).toBe(false);
});
