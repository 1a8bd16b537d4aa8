import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochMs } from '#domain/ids.ts';
import { quantile } from '../quantile.ts';
import type { BigCampus } from './big-campus.ts';
import { FleetKiosk } from './fleet-kiosk.ts';
import { type Load, type LoadResult, LoadSchema } from './load.ts';

// Plays a whole campus of kiosks against a hub, in a process of its own so that what it costs is not the hub's.

const TICK_MS = 25;
const TOUCH_TURN_MS = 4;
/** Three hundred a second at most ... */
const DIALS_A_TURN = 15;
const DIAL_TURN_MS = 50;
/** ... and no more as long as so many have not been let in: kiosks that get no answer back off. */
const MOST_DIALLING = 200;
/** When for so long nobody more is let in, the rest is given up, and told as it stands. */
const NOBODY_MORE_MS = 60_000;
/** A storm that isn't over by then is given up, and told as it stands. */
const LONGEST_DRAIN_MS = 120_000;

const load = LoadSchema.parse(JSON.parse(process.argv[2] ?? ''));
const campus = JSON.parse(readFileSync(load.campus, 'utf8')) as BigCampus;

const latencies: number[] = [];
let isMeasured = false;
let live = 0;

const hub = { ...campus, port: load.port, rooms: campus.keys.length };
const told = {
  onAcked: (ms: number) => {
    if (isMeasured) latencies.push(ms);
  },
  onLive: () => {
    live += 1;
  },
};
const kiosks = campus.keys
  .slice(0, load.steadyKiosks + load.backlogKiosks)
  .map((key) => new FleetKiosk(hub, key, told));
const backlogged = kiosks.slice(0, load.backlogKiosks);
const steady = kiosks.slice(load.backlogKiosks);

function say(text: string): void {
  process.send?.({ type: 'progress', text });
}

function prepare(): void {
  const now = Date.now() as EpochMs;
  for (const [index, kiosk] of backlogged.entries()) {
    kiosk.ledger.fill(load.backlog, now);
    if (index % 200 === 199) say(`${index + 1} ledgers written`);
  }
  for (const { ledger } of steady) ledger.openPresent(now);
}

/** Spread out, as the kiosks' own back-off does it after a start of the hub; the answer is how long it took. */
async function connect(some: readonly FleetKiosk[]): Promise<number> {
  const begun = performance.now();
  const progress = { live, at: begun };
  for (let dialled = 0; live < some.length; ) {
    const places = Math.min(DIALS_A_TURN, MOST_DIALLING - (dialled - live));
    for (const kiosk of some.slice(dialled, dialled + Math.max(0, places))) {
      kiosk.start();
      dialled += 1;
    }
    await sleep(DIAL_TURN_MS);
    const now = performance.now();
    if (live > progress.live) Object.assign(progress, { live, at: now });
    if (now - progress.at > NOBODY_MORE_MS) break;
    say(`${live} of ${some.length} connected`);
  }
  const letInMs = performance.now() - begun;
  await settled();
  return letInMs;
}

/** Every kiosk at its own moment of the interval. */
function startTouching(some: readonly FleetKiosk[], everyMs: number): () => void {
  const begun = performance.now();
  const next = some.map((_, index) => begun + (everyMs * index) / some.length);
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [index, kiosk] of some.entries()) {
      if (now < (next[index] ?? 0)) continue;
      next[index] = (next[index] ?? 0) + everyMs;
      kiosk.touch();
    }
  }, TOUCH_TURN_MS);
  return () => clearInterval(timer);
}

async function play({ touchEveryMs, seconds }: Load, connectMs: number): Promise<LoadResult> {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  isMeasured = true;
  const stop = touchEveryMs === null ? () => undefined : startTouching(steady, touchEveryMs);
  for (const kiosk of backlogged) kiosk.start();
  const drainMs = backlogged.length > 0 ? await drained(begun) : null;
  await sleep(Math.max(0, seconds * 1_000 - (performance.now() - begun)));
  stop();
  const ranMs = performance.now() - begun;
  const used = process.cpuUsage(cpu);
  await settled();
  return {
    connectMs,
    letIn: liveOf(steady),
    notLetIn: steady.length - liveOf(steady),
    linksLost: kiosks.reduce((sum, { linksLost }) => sum + linksLost, 0),
    drainMs,
    ranMs,
    touches: latencies.length,
    p50Ms: latencies.length === 0 ? null : quantile(latencies, 0.5),
    p99Ms: latencies.length === 0 ? null : quantile(latencies, 0.99),
    slowestMs: latencies.reduce((a, b) => Math.max(a, b), 0),
    cpuShare: (used.user + used.system) / 1_000 / ranMs,
    lost: kiosks.filter(({ isDone }) => !isDone).length,
    losses: losses(),
  };
}

async function drained(begun: number): Promise<number | null> {
  for (;;) {
    const done = backlogged.filter(({ isDone }) => isDone).length;
    if (done === backlogged.length) return performance.now() - begun;
    if (performance.now() - begun > LONGEST_DRAIN_MS) return null;
    say(`${done} of ${backlogged.length} drained`);
    await sleep(50);
  }
}

/** The last touches' acknowledgements are on their way. */
async function settled(): Promise<void> {
  for (let i = 0; i < 250 && !kiosks.every(({ isDone }) => isDone); i += 1) await sleep(20);
}

function liveOf(some: readonly FleetKiosk[]): number {
  return some.filter(({ wasLive }) => wasLive).length;
}

function losses(): string {
  return [...new Set(kiosks.map(({ lastLoss }) => lastLoss).filter((why) => why !== null))]
    .slice(0, 5)
    .join('; ');
}

prepare();
const ticking = setInterval(() => {
  const mono = Math.floor(performance.now());
  for (const kiosk of kiosks) kiosk.tick(mono);
}, TICK_MS);
const connectMs = await connect(steady);
process.send?.({ type: 'ready' });
await new Promise((resolve) => process.once('message', resolve));
const result = await play(load, connectMs);
clearInterval(ticking);
process.send?.({ type: 'result', result });
await new Promise((resolve) => process.once('message', resolve));
for (const kiosk of kiosks) kiosk.stop();
process.exit(0);
