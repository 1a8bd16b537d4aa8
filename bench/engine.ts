import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CredentialTag, EpochMs, PersonId, SessionId } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { openLedger } from '../src/kiosk/engine/ledger/open-ledger.ts';
import { ENROLMENT, MIGRATIONS } from '../test/kiosk/engine/rig/campus.ts';
import { inBenchFolder } from './bench-folder.ts';
import type { BenchResult } from './figure.ts';
import { fullRoom, furnishKiosk } from './full-room.ts';
import { BareScreen, KioskEngine } from './kiosk-engine.ts';
import { memoryOf } from './memory.ts';
import { median } from './quantile.ts';

const STARTS = 5;
/** What a busy room writes in a month that its hub never archived. */
const MONTH_OF_EVENTS = 20_000;
const SETTLED_MS = 3_000;

/** The engine alone: from the start of its process to a state for the screen, and what it occupies. */
export async function benchEngine(): Promise<BenchResult> {
  const fresh = await inBenchFolder((folder) => startSeveral(folder, 0));
  const month = await inBenchFolder((folder) => startSeveral(folder, MONTH_OF_EVENTS));
  const ready = { is: '≤', value: 1.5 } as const;
  const memory = { is: '≤', value: 120 } as const;
  const events = MONTH_OF_EVENTS.toLocaleString('en');
  return {
    name: 'engine',
    title: 'The engine alone',
    how: `Enrolled, with the directory of a class of 300, started ${STARTS} times each; the median. "Ready" is when a screen was told a state. A month is ${events} events, whose chain is verified at each start.`,
    figures: [
      { what: 'to ready', value: fresh.readyMs / 1_000, unit: 's', target: ready },
      { what: 'to ready, a month of events', value: month.readyMs / 1_000, unit: 's', target: ready },
      { what: 'memory', value: fresh.memoryMb, unit: 'MB', target: memory },
      { what: 'memory, a month of events', value: month.memoryMb, unit: 'MB', target: memory },
    ],
  };
}

type Starts = { readonly readyMs: number; readonly memoryMb: number };

async function startSeveral(folder: string, events: number): Promise<Starts> {
  furnishKiosk(folder, fullRoom(300, Date.now() as EpochMs));
  fillLedger(folder, events);
  const starts: Starts[] = [];
  for (let i = 0; i < STARTS; i += 1) starts.push(await startOnce(folder));
  return {
    readyMs: median(starts.map(({ readyMs }) => readyMs)),
    memoryMb: median(starts.map(({ memoryMb }) => memoryMb)),
  };
}

async function startOnce(folder: string): Promise<Starts> {
  const before = performance.now();
  const engine = new KioskEngine({ MUSTER_DATA: folder, MUSTER_SIMULATE: '1' });
  try {
    const screen = await BareScreen.open(await engine.address());
    await screen.until(({ name }) => name === 'ready');
    const readyMs = performance.now() - before;
    await sleep(SETTLED_MS);
    screen.close();
    return { readyMs, memoryMb: memoryOf(engine.pid)?.residentMb ?? Number.NaN };
  } finally {
    await engine.stop();
  }
}

/** Touches of classes long over, as they stand in a ledger. */
function fillLedger(folder: string, events: number): void {
  const { kiosk } = ENROLMENT;
  const clock = new Clock();
  const opened = openLedger({
    ...{ folder: join(folder, 'kiosk'), migrations: MIGRATIONS },
    ...{ kiosk, clock, newId: newEventId, newEpoch },
  });
  if (!opened.ok) throw new Error(opened.error.text);
  for (let done = 0; done < events; done += 500) {
    const drafts = Array.from(
      { length: 500 },
      (_, i) => ({ type: 'presentation', body: oldTouch(done + i) }) as const,
    );
    const stored = opened.value.appendMany(drafts);
    if (!stored.ok) throw new Error(stored.error.text);
  }
  opened.value.close();
}

function oldTouch(n: number): EventBody<'presentation'> {
  return {
    method: 'card',
    reader: 'door',
    tag: n.toString(16).padStart(32, '0') as CredentialTag,
    personId: `00000000-0000-4000-8001-${(n % 300).toString().padStart(12, '0')}` as PersonId,
    directory: 1,
    sessionId: `00000000-0000-5000-8002-${Math.floor(n / 250)
      .toString()
      .padStart(12, '0')}` as SessionId,
    answer: 'present',
  };
}
