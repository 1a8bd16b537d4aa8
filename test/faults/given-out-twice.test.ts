import { expect, test } from 'vitest';
import type { KioskNumber } from '#domain/ids.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { checkPromises, unsettled } from './sim/check-world.ts';
import type { DiskMakers } from './sim/disk-makers.ts';
import { memoryDisks } from './sim/memory-disks.ts';
import { Random } from './sim/random.ts';
import { sqliteDisks } from './sim/sqlite-disks.ts';
import { CALM } from './sim/swarm.ts';
import { World } from './sim/world.ts';

const SETTLED_BY_MS = 60_000;

function settle(world: World): void {
  const end = world.schedule.now + SETTLED_BY_MS;
  do world.schedule.runUntil(world.schedule.now + 500);
  while (unsettled(world) !== undefined && world.schedule.now < end);
  expect(unsettled(world)).toBeUndefined();
}

const DISKS: readonly [string, () => (random: Random) => DiskMakers][] = [
  ['in memory', () => memoryDisks],
  ['on SQLite', () => sqliteDisks(temporaryFolder())],
];

test.each(DISKS)(
  'a kiosk and its hub that were both put back, and the kiosk once more, know of both events at one place: %s',
  (_, disks) => {
    const random = new Random(1);
    const world = new World(random, CALM, disks()(random));
    try {
      const kiosk = world.addKiosk(1 as KioskNumber);
      settle(world);
      const before = { kiosk: kiosk.disk.snapshot(), hub: world.hub.snapshot() };
      world.appendAt(kiosk);
      settle(world);
      // What it recorded is the hub's to tell it now.
      world.putKioskBack(kiosk, before.kiosk);
      settle(world);
      const told = kiosk.disk.snapshot();
      const [first] = [...kiosk.disk.foreign()].slice(-1);

      world.putHubBack(before.hub, true);
      world.putKioskBack(kiosk, before.kiosk);
      settle(world);
      world.appendAt(kiosk);
      settle(world);
      world.putKioskBack(kiosk, told);
      settle(world);

      checkPromises(world);
      const place = `${first?.epoch}/${first?.seq}`;
      const there = [...kiosk.disk.foreign()].filter(({ epoch, seq }) => `${epoch}/${seq}` === place);
      const texts = new Set(there.map(({ text }) => text));
      expect(texts.size).toBe(2);

      // Both have a copy that a hub which has neither gets back.
      world.putHubBack(before.hub, true);
      settle(world);
      checkPromises(world);
      const held = [...world.hub.rows()].filter(({ text }) => texts.has(text));
      expect(new Set(held.map(({ text }) => text))).toEqual(texts);
    } finally {
      world.close();
    }
  },
);
