import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FromEngine, FromEngineSchema } from '#contracts/engine-link/from-engine.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const ENTRY = join(import.meta.dirname, '../../../../src/kiosk/engine/index.ts');

type Shell = {
  child: ChildProcess;
  told: FromEngine[];
  ended: Promise<number | null>;
  until(count: number): Promise<void>;
};

/** The engine as the shell starts it, with this test in the shell's place. */
function startedByShell(): Shell {
  const env = {
    PATH: process.env['PATH'] ?? '',
    MUSTER_DATA: temporaryFolder(),
    MUSTER_SCREEN: 'parent',
    MUSTER_LOG: 'silent',
  };
  const child = fork(ENTRY, [], { env });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const told: FromEngine[] = [];
  let onTold = () => {};
  child.on('message', (message: { type: string; text: string }) => {
    if (message.type === 'to-screen') told.push(FromEngineSchema.parse(JSON.parse(message.text)));
    onTold();
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    told,
    ended,
    until: async (count) => {
      while (told.length < count) {
        await new Promise<void>((resolve) => {
          onTold = resolve;
        });
      }
    },
  };
}

describe('the engine behind the shell', { timeout: 60_000 }, () => {
  it('tells a window that has just opened everything, and answers its commands', async () => {
    const { child, told, until } = startedByShell();
    await until(1);
    expect(told[0]).toMatchObject({ type: 'state', state: { name: 'not-enrolled' } });
    child.send({ type: 'screen-opened' });
    await until(2);
    expect(told[1]).toEqual(told[0]);

    const say = (message: unknown) => child.send({ type: 'from-screen', message });
    say({ type: 'command', id: 5, command: { type: 'extend', minutes: 5 } });
    await until(3);
    expect(told[2]).toMatchObject({ type: 'refused', id: 5 });
    say({ type: 'nonsense' });
    await until(4);
    expect(told[3]).toMatchObject({ type: 'refused' });
    say({ type: 'hello', version: 99 });
    await until(5);
    expect(told[4]).toEqual({ type: 'reload' });
  });

  it('ends when the shell says so, and when the shell has died', async () => {
    const asked = startedByShell();
    await asked.until(1);
    asked.child.send({ type: 'stop' });
    expect(await asked.ended).toBe(0);

    const left = startedByShell();
    await left.until(1);
    left.child.disconnect();
    expect(await left.ended).toBe(0);
  });
});
