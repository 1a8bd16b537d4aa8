import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensurePages } from '../src/cli/ensure-pages.ts';
import { inBenchFolder } from './bench-folder.ts';
import type { BenchResult, Figure } from './figure.ts';
import { BareScreen } from './kiosk-engine.ts';
import { descendants, memoryOf } from './memory.ts';

const PROJECT = join(import.meta.dirname, '..');
const BETWEEN_TAPS_MS = 300;

/** From `npm start` to a screen that works, and what the programs then occupy. */
export async function benchStart(): Promise<BenchResult> {
  await ensurePages(PROJECT, () => undefined);
  return await inBenchFolder(async (folder) => {
    const port = await freePort();
    const first = await startOnce(folder, port, 'first');
    const second = await startOnce(folder, port, 'second');
    return {
      name: 'start',
      title: 'npm start',
      how: 'node src/cli/start.ts --display=none with the pages built: the first start compiles the source, seeds the demo campus and enrols the kiosk. "Ready" is when the guide was printed and the kiosk’s screen was told its first class. Memory is what is resident, of the second start, after its class was opened and cards were tapped.',
      figures: [
        { what: 'first start to ready', value: first.readyMs / 1_000, unit: 's' },
        { what: 'second start to ready', value: second.readyMs / 1_000, unit: 's' },
        ...second.memory,
      ],
    };
  });
}

type Started = { readonly readyMs: number; readonly memory: readonly Figure[] };

async function startOnce(folder: string, port: number, which: 'first' | 'second'): Promise<Started> {
  const before = performance.now();
  const child = spawn(
    process.execPath,
    ['src/cli/start.ts', '--display=none', `--data=${folder}`, `--port=${port}`],
    {
      cwd: PROJECT,
      env: { ...process.env, MUSTER_KIOSK_PORT: '0', NODE_COMPILE_CACHE: join(folder, 'compiled') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const screen = await BareScreen.open(await kioskAddress(child));
    const ready = await screen.until(({ name }) => name === 'ready' || name === 'session');
    const readyMs = performance.now() - before;
    if (which === 'second')
      await tapEverybody(screen, ready.common.simulator?.cards.map(({ number }) => number) ?? []);
    const memory = memoryFigures(child.pid ?? 0);
    screen.close();
    return { readyMs, memory };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}

/** As the guide says it, so that what is measured is what a person waits for. */
function kioskAddress(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const address = /open (http:\S+) in a browser/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`npm start ended: ${said}`)));
  });
}

/** The teacher's card is last in the panel, and opens the class. */
async function tapEverybody(screen: BareScreen, cards: readonly string[]): Promise<void> {
  for (const card of [cards.at(-1) ?? '', ...cards.slice(0, -1)]) {
    screen.tap(card);
    await sleep(BETWEEN_TAPS_MS);
  }
  // Until the hub has confirmed the last one, and the programs have settled.
  await screen.until(({ common }) => common.hub.backlog === 0);
  await sleep(3_000);
}

function memoryFigures(pid: number): readonly Figure[] {
  const processes = descendants(pid);
  const residentMb = (part: string) =>
    memoryOf(processes.find(({ command }) => command.includes(part))?.pid ?? 0)?.residentMb ?? Number.NaN;
  const target = { is: '≤', value: 120 } as const;
  return [
    {
      what: 'memory of the kiosk’s engine',
      value: residentMb('src/kiosk/engine/index.ts'),
      unit: 'MB',
      target,
    },
    { what: 'memory of the hub', value: residentMb('src/hub/server/index.ts'), unit: 'MB' },
    { what: 'memory of the kiosk’s launcher', value: residentMb('src/cli/kiosk.ts'), unit: 'MB' },
    { what: 'memory of npm start itself', value: memoryOf(pid)?.residentMb ?? Number.NaN, unit: 'MB' },
  ];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address === null || typeof address === 'string' ? 0 : address.port;
}
