import type { KioskNumber } from '#domain/ids.ts';
import { COPY_HOLD_MS } from '#domain/sync/machines.ts';
import { checkPromises, isKeptOut, unsettled } from './check-world.ts';
import type { DiskMakers } from './disk-makers.ts';
import { injectFaults } from './inject-faults.ts';
import { SETTLE_STEP_MS } from './lives.ts';
import { memoryDisks } from './memory-disks.ts';
import type { Mutant } from './mutant.ts';
import { Random } from './random.ts';
import type { SimKiosk } from './sim-kiosk.ts';
import { drawSwarm } from './swarm.ts';
import { Violation } from './violation.ts';
import { World } from './world.ts';

export type SeedResult = {
  readonly seed: number;
  readonly virtualMs: number;
  readonly frames: number;
  readonly duplicatedFrames: number;
  readonly reorderedFrames: number;
  readonly overtakenFrames: number;
  readonly faults: number;
  readonly events: number;
  /** Derived on both sides and found equal. */
  readonly registers: number;
  /** From the last fault until everyone had everything. */
  readonly settledMs: number;
};

export type SeedFailure = { readonly seed: number; readonly virtualMs: number; readonly why: string };

/** After the last fault everything must come right by itself within this. */
export const SETTLE_LIMIT_MS = 180_000;

/** A kiosk that was refused asks again within one and a quarter minutes. */
const ASKS_AGAIN_MS = 80_000;

export type SeedOptions = {
  readonly disks?: (random: Random) => DiskMakers;
  readonly mutant?: Mutant;
  /** Every frame goes through its schema, not only in a few runs. */
  readonly schemas?: boolean;
};

/** One whole life of a small campus, decided by its seed alone. */
export function runSeed(
  seed: number,
  { disks = memoryDisks, mutant = {}, schemas = false }: SeedOptions = {},
): SeedResult | SeedFailure {
  const random = new Random(seed);
  const drawn = drawSwarm(random);
  const swarm = { ...drawn, schemas: drawn.schemas || schemas };
  const world = new World(random, swarm, disks(random), mutant);
  try {
    for (let i = 1; i <= swarm.kiosks; i++) world.addKiosk(i as KioskNumber);
    injectFaults(world, swarm.faultsMs);
    world.schedule.runUntil(swarm.faultsMs);
    healAll(world);
    const settledMs = settle(world, swarm.faultsMs);
    letCopiesIn(world);
    checkPromises(world);
    const events = world.record.recorded.size;
    return { seed, virtualMs: world.schedule.now, ...world.counts, events, settledMs };
  } catch (error) {
    if (!(error instanceof Violation)) throw new Error(`seed ${seed} broke the machines`, { cause: error });
    return { seed, virtualMs: world.schedule.now, why: error.message };
  } finally {
    world.close();
  }
}

function healAll(world: World): void {
  world.faulty = false;
  world.network.choke = Number.POSITIVE_INFINITY;
  for (const kiosk of world.kiosks) kiosk.writesLeft = Number.POSITIVE_INFINITY;
}

/** A copy of a kiosk is kept out while the other machine is in use; once that is switched off, what it recorded gets in. */
function letCopiesIn(world: World): void {
  for (let kept = world.kiosks.filter(isKeptOut); kept.length > 0; kept = world.kiosks.filter(isKeptOut)) {
    const numbers = new Set(kept.map(({ number }) => number));
    const holders = world.kiosks.filter(
      (kiosk) => numbers.has(kiosk.number) && !kiosk.isSwitchedOff && !isKeptOut(kiosk),
    );
    if (holders.length < numbers.size) throw new Violation('every machine of a kiosk is kept out');
    for (const holder of holders) switchOff(world, holder);
    world.schedule.runUntil(world.schedule.now + COPY_HOLD_MS + ASKS_AGAIN_MS);
    settle(world, world.schedule.now);
  }
}

/** By its owner, for good. */
function switchOff(world: World, kiosk: SimKiosk): void {
  kiosk.isSwitchedOff = true;
  world.tell(kiosk, { kind: 'stop' });
  kiosk.sync = null;
}

function settle(world: World, from: number): number {
  for (;;) {
    const why = unsettled(world);
    const now = world.schedule.now;
    if (why === undefined) return now - from;
    if (now - from >= SETTLE_LIMIT_MS) throw new Violation(`stuck: ${why}`);
    world.schedule.runUntil(now + SETTLE_STEP_MS);
  }
}
