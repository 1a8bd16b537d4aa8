import { setTimeout as sleep } from 'node:timers/promises';
import { checkBackups } from './check-backups.ts';
import { checkBooks } from './check-books.ts';
import { checkRegisters } from './check-registers.ts';
import { inject } from './inject.ts';
import { Office } from './office.ts';
import { type People, sendPeople } from './people.ts';
import { EVERY_FAULT, type Shares, scheduleOf } from './schedule.ts';
import { StudentPhone } from './student-phone.ts';
import { ADMIN_PASSWORD, type KioskInWorld, World, type WorldOptions } from './world.ts';

/** Programs that start on a machine with much else to do. */
const OPEN_WITHIN_MS = 120_000;

/** What has not come right by then never will: the goal is ten seconds. */
const HEALED_WITHIN_MS = 120_000;

export type ChaosOptions = WorldOptions & {
  /** Which faults, and how often each. */
  readonly shares?: Shares;
};

/** In MB: the hub's, and that of the kiosk that has most. */
export type Memory = { readonly hub: number; readonly kiosk: number };

export type ChaosPlayed = {
  readonly problems: readonly string[];
  /** What happened when, for whoever looks for the reason. */
  readonly timeLine: readonly string[];
  readonly counts: Readonly<{ [what: string]: number }>;
  /** From the last fault until everything was at the hub; undefined: it never was. */
  readonly healedMs: number | undefined;
  readonly memoryMb: { readonly before: Memory; readonly after: Memory };
};

/** A campus at work, faults by the seed's schedule for so many seconds, then peace; and the books compared. */
export async function playChaos(seed: number, seconds: number, options: ChaosOptions): Promise<ChaosPlayed> {
  const world = await World.create(options);
  try {
    const lived = await liveThrough(world, seed, seconds, options);
    const { problems, timeLine, counts } = world.record;
    return { problems, timeLine, counts, ...lived };
  } finally {
    await world.close();
  }
}

type Lived = Pick<ChaosPlayed, 'healedMs' | 'memoryMb'>;

async function liveThrough(
  world: World,
  seed: number,
  seconds: number,
  { kiosks, shares = EVERY_FAULT }: ChaosOptions,
): Promise<Lived> {
  const { record } = world;
  const people = await open(world).catch((error: unknown) => record.noteProblem(`no start: ${error}`));
  const before = memoryOf(world);
  if (people === undefined) return { healedMs: undefined, memoryMb: { before, after: before } };
  record.noteMoment('every class is open; faults begin');
  const home = new AbortController();
  const gone = sendPeople(world, people, seed, home.signal);
  await inject(world, scheduleOf({ seed, seconds, kiosks, shares }), seconds);
  record.noteMoment('the last fault is over');
  const lastFaultAt = performance.now();
  home.abort();
  const isHealed = await healed(world);
  const healedMs = isHealed ? Math.round(performance.now() - lastFaultAt) : undefined;
  await gone;
  const after = memoryOf(world);
  if (isHealed) await checkRegisters(world, people.office);
  await world.stopAll();
  checkBooks(world);
  checkBackups(world);
  return { healedMs, memoryMb: { before, after } };
}

/** All programs run, each class is open, and everybody who will need it has signed in. */
async function open(world: World): Promise<People> {
  world.startAll();
  await until(() => world.hubIsReady, 'the hub never got ready', world);
  const office = await Office.signIn(world.hubUrl, ADMIN_PASSWORD);
  const phones = await Promise.all(
    world.kiosks.flatMap((kiosk) =>
      kiosk.room.phones.map(async (student) => ({
        kiosk,
        phone: await StudentPhone.signIn(world.hubUrl, student),
      })),
    ),
  );
  for (const kiosk of world.kiosks) {
    await until(() => canOpen(kiosk), `kiosk ${kiosk.room.kiosk} never knew of its class`, world);
    await kiosk.wall.tap(kiosk.room.teachersCard);
  }
  await until(() => world.kiosks.every(isOpen), 'a class was not opened', world);
  return { office, phones };
}

function canOpen({ wall: { state } }: KioskInWorld): boolean {
  return state?.name === 'ready' && state.canOpen;
}

function isOpen({ wall: { state } }: KioskInWorld): boolean {
  return state?.name === 'session';
}

/** Every wall says that it is in touch with the hub and that nothing waits. */
async function healed(world: World): Promise<boolean> {
  const deadline = performance.now() + HEALED_WITHIN_MS;
  let ill = world.kiosks;
  while (performance.now() < deadline) {
    const still = world.kiosks.filter((kiosk) => !isWell(kiosk));
    for (const { room } of ill.filter((kiosk) => !still.includes(kiosk))) {
      world.record.noteMoment(`kiosk ${room.kiosk} is well`);
    }
    if (still.length === 0) return true;
    ill = still;
    await sleep(20);
  }
  for (const kiosk of ill) world.record.noteProblem(plight(kiosk));
  return false;
}

function isWell({ wall: { state } }: KioskInWorld): boolean {
  return state?.name === 'session' && state.common.hub.state === 'online' && state.common.hub.backlog === 0;
}

function plight({ room, program, wall: { state } }: KioskInWorld): string {
  const hub = state === undefined ? 'its screen is dark' : JSON.stringify(state.common.hub);
  return `kiosk ${room.kiosk} had not healed after ${HEALED_WITHIN_MS} ms (${state?.name}, ${hub})\n${program.said}`;
}

function memoryOf({ hub, kiosks }: World): Memory {
  const ofKiosks = kiosks.map(({ program }) => program.memoryMb() ?? 0);
  return { hub: hub.memoryMb() ?? 0, kiosk: Math.max(...ofKiosks) };
}

async function until(condition: () => boolean, otherwise: string, { record }: World): Promise<void> {
  const deadline = performance.now() + OPEN_WITHIN_MS;
  while (!condition()) {
    const [problem] = record.problems;
    if (problem !== undefined) throw new Error(problem);
    if (performance.now() > deadline) throw new Error(otherwise);
    await sleep(20);
  }
}
