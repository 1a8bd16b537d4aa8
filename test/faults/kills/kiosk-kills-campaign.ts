import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { keepCompiled } from '../../../src/cli/node-options.ts';
import { randomFrom } from '../../support/seed.ts';
import type { Campaign, Played } from '../campaign.ts';
import { checkKiosk } from '../power-cuts/check-kiosk.ts';
import { promisesOf } from '../power-cuts/promises.ts';

/** A kiosk's ledger goes through so many deaths; longer lives would only make each look at it slower. */
const DEATHS_PER_LIFE = 20;

/** The latest moment at which a writer dies: so many promises after it has opened, and a few milliseconds. */
const MOST_PROMISES = 400;
const MOST_MORE_MS = 4;

const SCRIPT = join(import.meta.dirname, '../../kiosk/engine/ledger/writer-child.ts');

/** SIGKILL for a process that records as fast as it can. When it dies depends on the machine too, so a number plays its like again. */
export const kioskKills: Campaign = {
  name: 'kiosk-kills',
  title: 'kill -9 of whoever writes the kiosk’s ledger',
  unit: 'kills',
  perTest: 40,
  atGate: 1_000,
  chunk: 100,
  run: async (from, count) => {
    const failures: string[] = [];
    const totals = { kills: 0, 'promised events': 0 };
    for (let next = from; next < from + count; ) {
      const end = Math.min(from + count, next + DEATHS_PER_LIFE);
      const life = await liveAndDie(next, end);
      failures.push(...life.failures);
      totals.kills += end - next;
      totals['promised events'] += life.events;
      next = end;
    }
    return { failures, totals, worst: {} } satisfies Played;
  },
};

async function liveAndDie(
  from: number,
  end: number,
): Promise<{ failures: readonly string[]; events: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-kills-'));
  const said: string[] = [];
  const failures: string[] = [];
  try {
    for (let seed = from; seed < end; seed++) {
      said.push(...(await writeUntilKilled(folder, seed)));
      const wrong = checkKiosk(folder, said);
      if (wrong !== undefined)
        failures.push(
          `${wrong}: npm run gate -- --only=kiosk-kills --from=${from} --count=${seed - from + 1}`,
        );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { failures, events: promisesOf(said)('event').length };
}

/** Everything it had promised when it died. */
async function writeUntilKilled(folder: string, seed: number): Promise<readonly string[]> {
  const random = randomFrom(seed);
  const child = spawn(process.execPath, [SCRIPT, folder, String(seed)], {
    env: { ...process.env, ...keepCompiled() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => said.push(line));
  const ended = once(lines, 'close');
  await untilSaid(child, said, 1 + Math.floor(random() * MOST_PROMISES));
  await pause(random() * MOST_MORE_MS);
  child.kill('SIGKILL');
  await ended;
  return said;
}

async function untilSaid(child: ChildProcess, said: readonly string[], count: number): Promise<void> {
  while (said.length < count) {
    if (child.exitCode !== null) throw new Error('the writer ended by itself');
    await pause(2);
  }
}
