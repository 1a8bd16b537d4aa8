import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ENTRY = join(import.meta.dirname, '../../src/cli/kiosk.ts');
const FAKE_BROWSER = join(import.meta.dirname, 'fake-browser.mjs');

type Ready = { type: string; address: string; display: string };
type Started = { child: ChildProcess; data: string; ready: Promise<Ready>; ended: Promise<number | null> };

function start(env: Record<string, string> = {}, argv: string[] = []): Started {
  const data = temporaryFolder();
  const all = {
    PATH: process.env['PATH'] ?? '',
    MUSTER_DATA: data,
    MUSTER_KIOSK_PORT: '0',
    MUSTER_LOG: 'silent',
    ...env,
  };
  const child = fork(ENTRY, argv, { env: all, silent: true });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<Ready>((resolve) =>
    child.once('message', (message) => resolve(message as Ready)),
  );
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { child, data, ready, ended };
}

type Note = { pid: number; argv: string[]; status: number };

async function notes(path: string, count: number): Promise<Note[]> {
  for (;;) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // A line that has no end yet is still being written.
    const lines = text.split('\n').slice(0, -1);
    if (lines.length >= count) return lines.map((line) => JSON.parse(line) as Note);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function enginePid(parent: number): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  const engine = children.find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('kiosk/engine'),
  );
  if (engine === undefined) throw new Error('no engine is running');
  return engine;
}

// Whole programs: slow on a busy machine, and that is no fault of theirs.
describe('npm run kiosk', { timeout: 60_000 }, () => {
  it('tells the address of the screen where there is nothing to show it on', async () => {
    const { ready } = start();
    const { type, address, display } = await ready;
    expect({ type, display }).toEqual({ type: 'ready', display: 'none' });
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
  });

  it('opens a browser over the whole screen, and again with another address when it is gone', async () => {
    const path = join(temporaryFolder(), 'notes');
    const env = { DISPLAY: ':1', MUSTER_CHROMIUM: FAKE_BROWSER, FAKE_BROWSER_NOTES: path };
    const { ready, data } = start(env, ['--host=browser']);
    expect((await ready).display).toBe('chromium');
    const [first] = await notes(path, 1);
    expect(first?.status).toBe(303);
    expect(first?.argv).toContain('--kiosk');
    expect(first?.argv).toContain(`--user-data-dir=${data}/kiosk/browser`);

    process.kill(first?.pid ?? 0);
    const second = (await notes(path, 2))[1];
    expect(second?.status).toBe(303);
    expect(second?.argv.at(-1)).not.toBe(first?.argv.at(-1));
  });

  it.runIf(process.platform === 'linux')(
    'gives the browser the new address of an engine that was killed',
    async () => {
      const path = join(temporaryFolder(), 'notes');
      const env = { DISPLAY: ':1', MUSTER_CHROMIUM: FAKE_BROWSER, FAKE_BROWSER_NOTES: path };
      const { child } = start(env, ['--host=browser']);
      await notes(path, 1);
      process.kill(enginePid(child.pid ?? 0), 'SIGKILL');
      expect((await notes(path, 2))[1]?.status).toBe(303);
    },
  );

  it('opens nothing when it is asked not to', async () => {
    const { ready } = start({ DISPLAY: ':1', MUSTER_CHROMIUM: FAKE_BROWSER }, [
      '--host=browser',
      '--display=none',
    ]);
    expect((await ready).display).toBe('none');
  });

  it('passes the engine’s settings on, and ends with its words when they are wrong', async () => {
    const { ended } = start({}, ['--kiosk-port=none']);
    expect(await ended).toBe(2);
  });

  it('takes engine and all along when it is ended', async () => {
    const { child, ready, ended } = start();
    const { address } = await ready;
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  it('ends when the program that started it has died', async () => {
    const { child, ready, ended } = start();
    await ready;
    child.disconnect();
    expect(await ended).toBe(0);
  });
});
