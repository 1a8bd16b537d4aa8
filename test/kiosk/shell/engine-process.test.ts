import { join } from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineChild } from '../../../src/kiosk/shell/engine-child.ts';
import { EngineProcess } from '../../../src/kiosk/shell/engine-process.ts';
import { launchUnderNode } from '../../../src/kiosk/shell/node-child.ts';

const entry = join(import.meta.dirname, 'fixture-engine.ts');
const env = { PATH: process.env['PATH'] ?? '' };

/** A shell around a real process, whose waits pass when the test says so. */
class Rig {
  readonly said: string[] = [];
  readonly downs: { code: number | null; retryInMs: number }[] = [];
  readonly waits: { ms: number; run: () => void }[] = [];
  now = 0;
  readonly engine: EngineProcess;
  #changed: () => void = () => {};

  constructor(launch: () => EngineChild = () => launchUnderNode(process.execPath, { entry, env })) {
    this.engine = new EngineProcess({
      launch,
      onToScreen: (text) => {
        this.said.push(text);
        this.#changed();
      },
      onDown: (code, retryInMs) => {
        this.downs.push({ code, retryInMs });
        this.#changed();
      },
      after: (ms, run) => {
        const wait = { ms, run };
        this.waits.push(wait);
        return () => void this.waits.splice(this.waits.indexOf(wait), 1);
      },
      now: () => this.now,
    });
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  say(message: string): void {
    this.engine.post({ type: 'from-screen', message });
  }

  passWait(): void {
    this.waits.shift()?.run();
  }
}

let rig: Rig;
afterEach(async () => {
  const stopped = rig.engine.stop();
  for (const wait of [...rig.waits]) wait.run();
  await stopped;
});

describe('the shell’s hold on the engine', () => {
  it('carries messages both ways', async () => {
    rig = new Rig();
    rig.engine.start();
    await rig.until(() => rig.said.length === 1);
    rig.say('hello');
    await rig.until(() => rig.said.length === 2);
    expect(rig.said[1]).toBe('heard hello');
  });

  it('starts an engine that died again, waiting longer each time', async () => {
    rig = new Rig();
    rig.engine.start();
    for (const deaths of [1, 2, 3]) {
      await rig.until(() => rig.said.length === deaths);
      rig.say('die');
      await rig.until(() => rig.downs.length === deaths);
      expect(rig.engine.isUp).toBe(false);
      rig.passWait();
    }
    await rig.until(() => rig.said.length === 4);
    expect(rig.downs).toEqual([
      { code: 3, retryInMs: 500 },
      { code: 3, retryInMs: 1_000 },
      { code: 3, retryInMs: 2_000 },
    ]);
    expect(new Set(rig.said).size).toBe(4);
  });

  it('waits only shortly again after an engine that had been well for a while', async () => {
    rig = new Rig();
    rig.engine.start();
    for (const deaths of [1, 2, 3]) {
      await rig.until(() => rig.said.length === deaths);
      if (deaths === 3) rig.now += 30_000;
      rig.say('die');
      await rig.until(() => rig.downs.length === deaths);
      rig.passWait();
    }
    expect(rig.downs.map(({ retryInMs }) => retryInMs)).toEqual([500, 1_000, 500]);
    await rig.until(() => rig.said.length === 4);
  });

  it('keeps trying when the engine can’t be started at all', async () => {
    rig = new Rig(() => launchUnderNode('/no/such/node', { entry, env }));
    rig.engine.start();
    await rig.until(() => rig.downs.length === 1);
    expect(rig.downs).toEqual([{ code: null, retryInMs: 500 }]);
  });

  it('ends the engine with itself, by force if it doesn’t listen', async () => {
    rig = new Rig();
    rig.engine.start();
    await rig.until(() => rig.said.length === 1);
    rig.say('be deaf');
    await rig.until(() => rig.said.length === 2);
    const stopped = rig.engine.stop();
    expect(rig.waits.map(({ ms }) => ms)).toEqual([5_000]);
    rig.passWait();
    await stopped;
    expect(rig.engine.isUp).toBe(false);
    expect(rig.downs).toEqual([]);
  });
});
