import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochMs } from '#domain/ids.ts';
import { Progress } from '#platform/command-line/progress.ts';
import { processTerminal } from '#platform/command-line/terminal.ts';
import { SYSTEM_DEVICE_DEPS } from '../src/kiosk/engine/devices/device-deps.ts';
import { Rdm6300Twin } from '../src/kiosk/engine/devices/rdm6300/rdm6300-twin.ts';
import { readTypedCard } from '../src/kiosk/engine/devices/simulated/typed-card.ts';
import { OKAFOR, type Person } from '../test/kiosk/engine/rig/campus.ts';
import { Background } from './background.ts';
import { inBenchFolder } from './bench-folder.ts';
import type { BenchResult, Figure } from './figure.ts';
import { fullRoom, furnishKiosk } from './full-room.ts';
import { BareScreen, KioskEngine } from './kiosk-engine.ts';
import { memoryOf } from './memory.ts';
import { quantile } from './quantile.ts';
import { type ShownAnswer, WallPage } from './wall-page.ts';

const ENROLLED = 300;
/** Two and a half minutes for both ways together: people don't come faster than that, and p99 needs that many. */
const TAPS = 200;
/** A card stays in the field for two or three of the reader's frames. */
const HELD_MS = 140;
/** From one hand to the next: a queue at the door. Uneven, so that taps meet every phase of the screen's own ticks. */
const PAUSE_MS = { shortest: 200, spread: 150 };
const ACCEPTED_WITHIN_MS = 60;

type Room = { readonly engine: KioskEngine; readonly wall: WallPage; readonly screen: BareScreen };

/** How one run's cards get to the engine. Returns when the last byte was handed over, in ms since 1970. */
type Tap = (room: Room, student: Person) => Promise<number>;

type Hand = { readonly title: string; readonly tap: Tap };

/** From the last byte of a card's number to the disk, and to the painted screen. */
export async function benchTap(): Promise<BenchResult> {
  const serial = await inBenchFolder((folder) => tapByReader(folder));
  const simulated = await inBenchFolder((folder) =>
    runClass(folder, {}, { title: 'Taps by the simulator', tap: tapBySimulator }),
  );
  return {
    name: 'tap',
    title: 'Tap to screen',
    how: `The kiosk's engine and its page in headless Chromium (1920 × 1080, drawn by the processor), each a process of its own; a class of ${ENROLLED}, ${TAPS} taps of different people, the hub out of reach. "Card reader": RDM6300 frames through the system's serial port code. The moment on the disk is from the engine's log, rounded up to whole ms; the moment drawn is the page's report after the frame was painted. "Meanwhile" is what the machine's disk and processors did to a program that did nothing else: one row before each tap.`,
    figures: [...figuresOf('card reader', serial), ...figuresOf('simulator', simulated)],
  };
}

type ClassRun = {
  readonly waits: readonly { readonly kept: number; readonly told: number; readonly drawn: number }[];
  readonly memoryMb: number;
  readonly background: readonly Figure[];
};

async function tapByReader(folder: string): Promise<ClassRun> {
  const path = join(folder, 'card-reader');
  const twin = new Rdm6300Twin(path, SYSTEM_DEVICE_DEPS.after);
  await twin.plugIn();
  try {
    const readers = JSON.stringify([{ kind: 'rdm6300', path, name: 'Door' }]);
    const tap: Tap = (_room, { card }) => holdCard(twin, card);
    return await runClass(folder, { MUSTER_READERS: readers }, { title: 'Taps by the card reader', tap });
  } finally {
    await twin.unplug();
  }
}

async function holdCard(twin: Rdm6300Twin, number: string): Promise<number> {
  const card = readTypedCard(number);
  if (!card.ok) throw new Error(card.error);
  const at = exactNow();
  twin.hold(card.value);
  await sleep(HELD_MS);
  twin.takeAway();
  return at;
}

const tapBySimulator: Tap = ({ screen }, { card }) => {
  const at = exactNow();
  screen.tap(card);
  return Promise.resolve(at);
};

async function runClass(
  folder: string,
  env: Readonly<Record<string, string>>,
  hand: Hand,
): Promise<ClassRun> {
  const campus = fullRoom(ENROLLED, Date.now() as EpochMs);
  furnishKiosk(folder, campus);
  const engine = new KioskEngine({ MUSTER_DATA: folder, MUSTER_SIMULATE: '1', ...env }, profilerArguments());
  try {
    const wall = await WallPage.open(await engine.address());
    const screen = await BareScreen.open(await engine.address());
    const room = { engine, wall, screen };
    await openClass(room);
    // Its channel would have the engine write each state twice.
    if (hand.tap !== tapBySimulator) screen.close();
    const background = new Background(join(folder, 'background.db'));
    const handedAt = await tapAll(room, hand, campus.students.slice(0, TAPS), background);
    background.close();
    const shown = await wall.answers();
    const memoryMb = memoryOf(engine.pid)?.residentMb ?? Number.NaN;
    await wall.close();
    return {
      waits: waitsOf(handedAt, engine.recorded('presentation'), shown),
      memoryMb,
      background: background.figures(),
    };
  } catch (error) {
    // Whatever it was that failed then, this is why.
    throw engine.hasEnded ? new Error(`the engine ended: ${engine.log}`) : error;
  } finally {
    await engine.stop();
  }
}

async function openClass({ screen, wall }: Room): Promise<void> {
  await screen.until((state) => state.name === 'ready' && state.canOpen);
  screen.tap(OKAFOR.card);
  await screen.until((state) => state.name === 'session');
  await wall.untilCodeIsShown();
  // The teacher's own answer leaves the screen, and both programs get warm as they would in the minutes before a class.
  await sleep(5_000);
}

async function tapAll(
  room: Room,
  hand: Hand,
  students: readonly Person[],
  background: Background,
): Promise<readonly number[]> {
  const handedAt: number[] = [];
  const progress = new Progress(processTerminal(), hand.title, students.length);
  for (const student of students) {
    if (room.wall.isGone) {
      progress.giveUp();
      throw new Error(`Chromium ended after ${handedAt.length} of ${students.length} taps`);
    }
    handedAt.push(await hand.tap(room, student));
    await background.pause(PAUSE_MS.shortest + Math.random() * PAUSE_MS.spread);
    progress.reach(handedAt.length);
  }
  progress.done();
  // The last one's frame.
  await sleep(1_000);
  return handedAt;
}

/** The teacher's touch comes first in both lists. */
function waitsOf(handedAt: readonly number[], keptAt: readonly number[], shown: readonly ShownAnswer[]) {
  if (keptAt.length !== handedAt.length + 1)
    throw new Error(`${keptAt.length - 1} of ${TAPS} taps were kept`);
  if (shown.length !== handedAt.length + 1)
    throw new Error(`${shown.length - 1} of ${TAPS} answers were shown`);
  return handedAt.map((at, i) => ({
    kept: (keptAt[i + 1] ?? Number.NaN) + 1 - at,
    told: (shown[i + 1]?.toldAt ?? Number.NaN) - at,
    drawn: (shown[i + 1]?.drawnAt ?? Number.NaN) - at,
  }));
}

function figuresOf(by: string, { waits, memoryMb, background }: ClassRun): readonly Figure[] {
  const at = (share: number, of: 'kept' | 'told' | 'drawn') =>
    quantile(
      waits.map((wait) => wait[of]),
      share,
    );
  const unit = 'ms';
  return [
    { what: `${by}: on the disk, p50`, value: at(0.5, 'kept'), unit },
    { what: `${by}: on the disk, p99`, value: at(0.99, 'kept'), unit },
    { what: `${by}: known to the page, p50`, value: at(0.5, 'told'), unit },
    { what: `${by}: drawn, p50`, value: at(0.5, 'drawn'), unit },
    {
      what: `${by}: drawn, p99`,
      value: at(0.99, 'drawn'),
      unit,
      target: { is: '≤', value: ACCEPTED_WITHIN_MS },
    },
    { what: `${by}: drawn, slowest of ${TAPS}`, value: at(1, 'drawn'), unit },
    {
      what: `${by}: engine's memory after the class`,
      value: memoryMb,
      unit: 'MB',
      target: { is: '≤', value: 120 },
    },
    ...background,
  ];
}

function exactNow(): number {
  return performance.timeOrigin + performance.now();
}

/** For whoever looks for what a tap costs: MUSTER_BENCH_NODE="--cpu-prof --cpu-prof-dir=…". */
function profilerArguments(): readonly string[] {
  return (process.env['MUSTER_BENCH_NODE'] ?? '').split(' ').filter((word) => word !== '');
}
