import { expect, test } from 'vitest';
import type { KioskNumber } from '#domain/ids.ts';
import { checkPromises, unsettled } from './sim/check-world.ts';
import { memoryDisks } from './sim/memory-disks.ts';
import { Random } from './sim/random.ts';
import { CALM } from './sim/swarm.ts';
import { World } from './sim/world.ts';

const KIOSKS = 60;
/** With the event that begins each ledger 150: frames of 50 and 100, or of 10, 20, 40 and 80; the last one is no small one. */
const BACKLOG = 149;

// A power cut took the hub's building, and classes went on. When the hub is back all kiosks call at once, and only two
// may catch up at a time; a place that is not given back at once would keep the others waiting for minutes.
test(`${KIOSKS} kiosks that come back at once are all done within a minute, though only two catch up at a time`, () => {
  const random = new Random(1);
  const world = new World(random, { ...CALM, places: 2, latencyMs: 5, commitMs: 10 }, memoryDisks(random));
  world.faulty = false;
  world.crashHub();
  for (let number = 1; number <= KIOSKS; number++) {
    const kiosk = world.addKiosk(number as KioskNumber);
    for (let i = 0; i < BACKLOG; i++) world.appendAt(kiosk);
  }
  world.schedule.runUntil(60_000);
  expect(unsettled(world)).toBeUndefined();
  checkPromises(world);
});
