import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from './support/campus.ts';

/*
 * Somebody tries Muster for the first time: one command, and there is a campus with a class on. They stop it with Ctrl-C,
 * and the next day's start goes on where this one was.
 */

const START = join(import.meta.dirname, '../../src/cli/start.ts');

type Started = {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
};

let folder: string;
let running: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-start-'));
  running = [];
});

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(args: readonly string[]): Started {
  const child = spawn(process.execPath, [START, `--data=${folder}`, '--display=none', ...args], {
    env: { ...process.env, MUSTER_KIOSK_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  }
  return { child, said: () => said, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

async function untilSaid({ said, child }: Started, words: string): Promise<void> {
  while (!said().includes(words)) {
    if (child.exitCode !== null) throw new Error(`it stopped:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function answers(url: string): Promise<boolean> {
  // The kiosk's address is answered by sending the browser on; what matters here is that somebody is there.
  return await fetch(url, { redirect: 'manual' }).then(
    (response) => response.status < 400,
    () => false,
  );
}

/** The process id of the child whose command line has these words. */
function childRunning(parent: number, words: string): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  const found = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(words));
  if (found === undefined) throw new Error(`no child of ${parent} runs ${words}`);
  return Number(found);
}

const pinIn = (text: string) => /PIN (\d{6,})/.exec(text)?.[1];

test('one command starts everything, Ctrl-C stops all of it, and a second start goes on', async () => {
  const port = await freePort();
  const hub = `http://localhost:${port}/api/v1/health`;

  const first = start([`--port=${port}`]);
  await untilSaid(first, 'Ctrl-C stops everything');
  expect(await answers(hub)).toBe(true);
  const kiosk = /open (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)/.exec(first.said())?.[1] ?? '';
  expect(await answers(kiosk)).toBe(true);
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(await answers(hub)).toBe(false);
  expect(await answers(kiosk)).toBe(false);

  const second = start([`--port=${port}`]);
  await untilSaid(second, 'Ctrl-C stops everything');
  expect(pinIn(second.said())).toBe(pinIn(first.said()));
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  const enrolments = readFileSync(join(folder, 'hub.log'), 'utf8').match(/kiosk enrolled/g);
  expect(enrolments).toHaveLength(1);
});

test('a port that is taken is said plainly, and nothing is left running', async () => {
  const port = await freePort();
  const first = start([`--port=${port}`]);
  await untilSaid(first, 'Ctrl-C stops everything');
  const other = mkdtempSync(join(tmpdir(), 'muster-start-'));
  const second = start([`--port=${port}`, `--data=${other}`]);
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/The hub stopped while starting/);
  expect(readFileSync(join(other, 'hub.log'), 'utf8')).toContain(String(port));
  rmSync(other, { recursive: true, force: true });
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
});

test('a hub that dies is started again and says so, under the same address', async () => {
  const port = await freePort();
  const started = start([`--port=${port}`]);
  await untilSaid(started, 'Ctrl-C stops everything');
  process.kill(childRunning(started.child.pid ?? 0, 'hub/server'), 'SIGKILL');
  await untilSaid(started, 'The hub stopped; starting it again in 0.5 s.');
  await untilSaid(started, 'The hub is back.');
  expect(await answers(`http://localhost:${port}/api/v1/health`)).toBe(true);
  started.child.kill('SIGINT');
  expect(await started.ended).toBe(0);
});

test('a wrong setting is answered with what may stand there', async () => {
  const wrong = start(['--port=lots']);
  expect(await wrong.ended).toBe(2);
  expect(wrong.said()).toContain('port');
  expect(wrong.said()).toContain('npm start -- --tls=self-signed');
});
