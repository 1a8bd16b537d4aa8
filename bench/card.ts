import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochMs } from '#domain/ids.ts';
import { Progress } from '#platform/command-line/progress.ts';
import { processTerminal } from '#platform/command-line/terminal.ts';
import { SYSTEM_DEVICE_DEPS } from '../src/kiosk/engine/devices/device-deps.ts';
import { Pn532Twin } from '../src/kiosk/engine/devices/pn532/pn532-twin.ts';
import { makeRdm6300Twin } from '../src/kiosk/engine/devices/rdm6300/make-rdm6300-twin.ts';
import { PtyPort } from '../src/kiosk/engine/devices/simulate/pty-port.ts';
import type { MakeTwin, Twin } from '../src/kiosk/engine/devices/simulate/twin.ts';
import { Twn4Twin } from '../src/kiosk/engine/devices/twn4/twn4-twin.ts';
import { OKAFOR } from '../test/kiosk/engine/rig/campus.ts';
import { Background } from './background.ts';
import { inBenchFolder } from './bench-folder.ts';
import type { BenchResult, Figure } from './figure.ts';
import { fullRoom, furnishKiosk } from './full-room.ts';
import { BareScreen, KioskEngine } from './kiosk-engine.ts';
import { quantile } from './quantile.ts';

const ENROLLED = 300;
const TAPS = 200;
const DURABLE_WITHIN_MS = 15;
/** A queue at the door; uneven, so that cards come at every phase of what else the engine does. */
const PAUSE_MS = { shortest: 150, spread: 150 };

type Kind = {
  readonly kind: string;
  readonly makeTwin: MakeTwin;
  /** Whether these bytes tell of a card, as opposed to "no card" and other answers. */
  readonly tellsCard: (bytes: Uint8Array) => boolean;
  /** The nth card that such a reader can read. */
  readonly card: (n: number, printed: string) => string;
};

const KINDS: readonly Kind[] = [
  {
    kind: 'rdm6300',
    makeTwin: makeRdm6300Twin('rdm6300'),
    tellsCard: () => true,
    card: (_n, printed) => printed,
  },
  {
    kind: 'pn532',
    makeTwin: (deps) => new Pn532Twin(deps),
    tellsCard: (bytes) => bytes.length > 20,
    // None that the directory knows: the class has 125 kHz cards. What is recorded is then a card that nobody knows.
    card: (n) => `hf:04${n.toString(16).padStart(12, '0')}`,
  },
  {
    kind: 'twn4',
    makeTwin: (deps) => new Twn4Twin(deps),
    tellsCard: (bytes) => Buffer.from(bytes).toString('latin1', 0, 4) === '0001',
    card: (_n, printed) => printed,
  },
];

/** From the last byte that a reader sends of a card to the event on the disk. */
export async function benchCard(): Promise<BenchResult> {
  const figures: Figure[] = [];
  for (const kind of KINDS) figures.push(...(await inBenchFolder((folder) => tapAll(folder, kind))));
  return {
    name: 'card',
    title: 'Card to disk',
    how: `The kiosk's engine, a process of its own without a screen, and a simulated reader on a pseudo-terminal; a class of ${ENROLLED}, ${TAPS} cards each, the hub out of reach. From when the reader's last byte of a card was handed to the system to when its event was on the disk: the engine's log, rounded up to whole ms. "Meanwhile" is what the machine's disk and processors did to a program that did nothing else.`,
    figures,
  };
}

async function tapAll(folder: string, { kind, makeTwin, tellsCard, card }: Kind): Promise<readonly Figure[]> {
  const path = join(folder, 'card-reader');
  const { after } = SYSTEM_DEVICE_DEPS;
  let told: (at: number) => void = () => undefined;
  const port = new PtyPort(path, after, (bytes) => twin.hear(bytes));
  const write = (bytes: Uint8Array) => {
    port.write(bytes);
    if (tellsCard(bytes)) told(performance.timeOrigin + performance.now());
  };
  const twin = makeTwin({ after, write });
  await port.plugIn();
  const campus = fullRoom(ENROLLED, Date.now() as EpochMs);
  furnishKiosk(folder, campus);
  const readers = JSON.stringify([{ kind, path }]);
  const engine = new KioskEngine({ MUSTER_DATA: folder, MUSTER_SIMULATE: '1', MUSTER_READERS: readers });
  const background = new Background(join(folder, 'background.db'));
  try {
    await openClass(engine);
    const before = engine.recorded('presentation').length;
    const progress = new Progress(processTerminal(), `Cards by a ${kind}`, TAPS);
    const handedAt: number[] = [];
    for (const [n, student] of campus.students.slice(0, TAPS).entries()) {
      const first = new Promise<number>((resolve) => {
        told = resolve;
      });
      hold(twin, card(n, student.card));
      handedAt.push(await first);
      await sleep(70);
      twin.obey('away');
      await background.pause(PAUSE_MS.shortest + Math.random() * PAUSE_MS.spread);
      progress.reach(n + 1);
    }
    progress.done();
    await sleep(500);
    return figuresOf(kind, handedAt, engine.recorded('presentation').slice(before), background.figures());
  } catch (error) {
    throw engine.hasEnded ? new Error(`the engine ended: ${engine.log}`) : error;
  } finally {
    background.close();
    await engine.stop();
    await port.unplug();
  }
}

async function openClass(engine: KioskEngine): Promise<void> {
  const screen = await BareScreen.open(await engine.address());
  await screen.until((state) => state.name === 'ready' && state.canOpen);
  screen.tap(OKAFOR.card);
  await screen.until(
    (state) => state.name === 'session' && state.common.readers.every(({ state }) => state === 'ready'),
  );
  screen.close();
  await sleep(3_000);
}

function hold(twin: Twin, number: string): void {
  const answer = twin.obey(`hold ${number}`);
  if (answer !== '') throw new Error(`${number}: ${answer}`);
}

function figuresOf(
  kind: string,
  handedAt: readonly number[],
  keptAt: readonly number[],
  background: readonly Figure[],
): readonly Figure[] {
  if (keptAt.length !== handedAt.length)
    throw new Error(`${keptAt.length} events of ${handedAt.length} cards at a ${kind}`);
  const waits = handedAt.map((at, i) => (keptAt[i] ?? Number.NaN) + 1 - at);
  const target = { is: '≤', value: DURABLE_WITHIN_MS } as const;
  return [
    { what: `${kind}: on the disk, p50`, value: quantile(waits, 0.5), unit: 'ms' },
    { what: `${kind}: on the disk, p99`, value: quantile(waits, 0.99), unit: 'ms', target },
    { what: `${kind}: on the disk, slowest of ${TAPS}`, value: quantile(waits, 1), unit: 'ms' },
    ...background.map((figure) => ({ ...figure, what: `${kind}: ${figure.what}` })),
  ];
}
