import type { KioskNumber } from '#domain/ids.ts';
import { pruneKiosk } from './prune-kiosk.ts';
import type { SimKiosk } from './sim-kiosk.ts';
import type { World } from './world.ts';

/** Lets life go on in a world, and everything that can go wrong with it, until `untilMs`. */
export function injectFaults(world: World, untilMs: number): void {
  const { swarm, random, schedule } = world;
  const kioskCopies = new Map<SimKiosk, unknown[]>();
  const hubCopies: { readonly snapshot: unknown; readonly verified: boolean }[] = [];

  /** `run` again and again, at random moments, `perSecond` on average. */
  const often = (perSecond: number, run: () => void): void => {
    if (perSecond === 0) return;
    const next = (): void => {
      const wait = Math.ceil((-Math.log(1 - random.fraction()) / perSecond) * 1_000);
      if (schedule.now + wait >= untilMs) return;
      schedule.after(wait, () => {
        run();
        next();
      });
    };
    next();
  };
  const fault = (perSecond: number, run: (kiosk: SimKiosk) => void): void =>
    often(perSecond, () => {
      world.counts.faults++;
      run(random.oneOf(world.kiosks));
    });

  often(0.25 * swarm.kiosks, () => world.appendAt(random.oneOf(world.kiosks)));
  often(swarm.burst, () => {
    const kiosk = random.oneOf(world.kiosks);
    for (let i = random.whole(20, 150); i > 0; i--) world.appendAt(kiosk);
  });
  often(swarm.feed, () => world.appendAtHub(someKiosks(world)));
  often(swarm.documents, () => changeSomeDocument(world));
  often(0.1, () => {
    for (const kiosk of world.kiosks) {
      const copies = kioskCopies.get(kiosk) ?? [];
      kioskCopies.set(kiosk, [...copies.slice(-5), kiosk.disk.snapshot()]);
    }
    hubCopies.push({ snapshot: world.hub.snapshot(), verified: false });
  });
  if (swarm.archives) {
    often(0.1, () => {
      world.record.noteArchived(world.hub);
      hubCopies.push({ snapshot: world.hub.snapshot(), verified: true });
      world.hub.archive();
    });
    often(0.1, () => pruneKiosk(world, random.oneOf(world.kiosks)));
  }

  fault(swarm.cut, (kiosk) => world.cut(kiosk, false));
  fault(swarm.halfOpen, (kiosk) => world.cut(kiosk, true));
  fault(swarm.partition, (kiosk) => {
    kiosk.partitionedUntil = Math.min(untilMs, schedule.now + random.whole(1_000, 30_000));
    world.cut(kiosk, random.chance(0.5));
    if (random.chance(0.3))
      schedule.at(kiosk.partitionedUntil, () => world.tell(kiosk, { kind: 'network-changed' }));
  });
  fault(swarm.choke, () => {
    world.network.choke = random.whole(1, 20);
    schedule.after(random.whole(5_000, 40_000), () => {
      world.network.choke = Number.POSITIVE_INFINITY;
    });
  });
  // The power goes at one of the next writes, before or after it, or at once.
  fault(swarm.kioskCrash, (kiosk) => {
    if (random.chance(0.3) && kiosk.sync !== null) world.crashKiosk(kiosk);
    else kiosk.writesLeft = random.whole(1, 6);
  });
  fault(swarm.kioskPutBack, (kiosk) => {
    const copies = kioskCopies.get(kiosk) ?? [];
    if (copies.length > 0) world.putKioskBack(kiosk, random.oneOf(copies));
  });
  fault(swarm.clone, (kiosk) => {
    if (world.kiosks.length < 5) world.addKiosk(kiosk.number, kiosk);
  });
  fault(swarm.hubCrash, () => world.crashHub());
  fault(swarm.hubPutBack, () => {
    if (hubCopies.length > 0) world.putHubBack(random.oneOf(hubCopies).snapshot, true);
  });
  fault(swarm.hubPutBackUntold, () => {
    if (hubCopies.length > 0) world.putHubBack(random.oneOf(hubCopies).snapshot, false);
  });
  const cutAt = (): number => Math.min(untilMs, schedule.now + random.whole(100, LONGEST_LIE_MS));
  // From now on the disk only says that it has written; at the power cut it turns out.
  fault(swarm.kioskLies, (kiosk) => {
    const written = kiosk.disk.snapshot();
    schedule.at(cutAt(), () => world.putKioskBack(kiosk, written));
  });
  fault(swarm.hubLies, () => {
    const written = world.hub.snapshot();
    schedule.at(cutAt(), () => world.putHubBack(written, false));
  });
  fault(swarm.wallStep, (kiosk) => {
    kiosk.wallOffset = steppedWall(world, kiosk) - world.hubNow();
  });
}

/** How long a disk keeps up the appearance. */
const LONGEST_LIE_MS = 8_000;

const HOUR_MS = 3_600_000;

/** What a wall clock says after somebody or something has set it: summer time mistaken for UTC is an hour. */
function steppedWall(world: World, kiosk: SimKiosk): number {
  const { random } = world;
  const now = world.hubNow();
  const wall = kiosk.wallOffset + now;
  return random.oneOf([
    wall + HOUR_MS,
    wall - HOUR_MS,
    wall + 24 * HOUR_MS,
    wall - 24 * HOUR_MS,
    // An empty battery; and the end of 32 bits.
    0,
    2_147_483_647_000,
    // NTP steps what it can't slew.
    wall - random.whole(200, 5_000),
    now,
  ]);
}

function someKiosks({ random, kiosks }: World): readonly KioskNumber[] {
  const numbers = [...new Set(kiosks.map(({ number }) => number))];
  const some = numbers.filter(() => random.chance(0.6));
  return some.length > 0 ? some : [random.oneOf(numbers)];
}

function changeSomeDocument(world: World): void {
  const { random, kiosks, makers } = world;
  const { number } = random.oneOf(kiosks);
  const id = random.oneOf(makers.documentIds);
  // Now and then one that needs several parts.
  const size = random.chance(0.002) ? 300_000 : random.whole(1, 80);
  world.changeDocument(number, id, makers.document(id, random.hex(8), size));
}
