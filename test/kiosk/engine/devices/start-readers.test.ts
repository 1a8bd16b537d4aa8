import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../src/kiosk/engine/devices/device-deps.ts';
import type { ReadersDeps } from '../../../../src/kiosk/engine/devices/make-reader.ts';
import { Rdm6300Twin, rdm6300Frame } from '../../../../src/kiosk/engine/devices/rdm6300/rdm6300-twin.ts';
import type { CardRead } from '../../../../src/kiosk/engine/devices/reader.ts';
import { parseReadersConfig } from '../../../../src/kiosk/engine/devices/reader-config.ts';
import { readTypedCard } from '../../../../src/kiosk/engine/devices/simulated/typed-card.ts';
import { type Readers, startReaders } from '../../../../src/kiosk/engine/devices/start-readers.ts';
import { wedgeTwinKeys } from '../../../../src/kiosk/engine/devices/wedge/wedge-twin.ts';
import { HAS_SOCAT } from './support/has-socat.ts';
import { until } from './support/until.ts';

const started: Readers[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((readers) => readers.stop()));
});

function start(setting: unknown, deps: Partial<ReadersDeps> = {}) {
  const config = parseReadersConfig(setting);
  if (!config.ok) throw new Error(config.error);
  const reads: CardRead[] = [];
  const states = new Map<string, string[]>();
  const listeners = {
    onCard: (read: CardRead) => void reads.push(read),
    onState: ({ id }: { id: string }, state: string, detail: string) =>
      void states.set(id, [...(states.get(id) ?? []), `${state}: ${detail}`]),
  };
  const readers = startReaders(config.value, listeners, { ...SYSTEM_DEVICE_DEPS, ...deps });
  started.push(readers);
  return { readers, reads, states };
}

describe('the readers of a kiosk', () => {
  it('are known by name at once, and tell nothing before whoever started them holds them', async () => {
    const { readers, states } = start([{ kind: 'wedge', name: 'Desk' }, { kind: 'simulated' }]);
    expect(states.size).toBe(0);
    expect(readers.identities).toEqual([
      { id: 'wedge-1', name: 'Desk', kind: 'keyboard' },
      { id: 'simulated-1', name: 'Simulated reader', kind: 'card' },
    ]);
    await until(() => states.size === 2, 'both are ready');
  });

  it('take keys and taps each for the reader they are for', () => {
    const { readers, reads } = start([{ kind: 'simulated' }, { kind: 'wedge' }]);
    for (const key of wedgeTwinKeys('0000472288', 10)) readers.pressKey(key);
    readers.simulated?.tap('0013530444');
    expect(reads.map(({ reader, card }) => [reader, card])).toEqual([
      ['wedge-1', 'em:000734E0'],
      ['simulated-1', 'em:00CE754C'],
    ]);
    expect(readers.counts()).toEqual(
      new Map([
        ['simulated-1', { stays: 1, seenOnce: 0, discarded: 0 }],
        ['wedge-1', { stays: 1, seenOnce: 0, discarded: 0 }],
      ]),
    );
  });

  it('may lack a simulated one and one that types', () => {
    const { readers } = start([]);
    expect(readers.simulated).toBeUndefined();
    expect(() => readers.pressKey({ code: 'Enter', at: 1 })).not.toThrow();
  });

  it('go on when one can’t load its library, and say what is wrong in no more words than the ledger takes', async () => {
    const loadSerialPort = () => Promise.reject(new Error('x'.repeat(500)));
    const { readers, reads, states } = start(
      [{ kind: 'rdm6300', path: '/dev/ttyUSB0' }, { kind: 'simulated' }],
      { loadSerialPort },
    );
    await until(() => states.has('rdm6300-1'), 'the state is told');
    expect(states.get('rdm6300-1')?.[0]).toMatch(
      /^absent: Serial readers can't be used on this computer: x+$/,
    );
    expect(states.get('rdm6300-1')?.[0]?.length).toBe('absent: '.length + 200);
    readers.simulated?.tap('0000472288');
    expect(reads).toHaveLength(1);
  });
});

describe('the serial port library', () => {
  /** A Node of its own, because this one has loaded the library for other tests. */
  async function isLoadedBy(setting: string): Promise<string> {
    const program = `
      import { createRequire } from 'node:module';
      import { SYSTEM_DEVICE_DEPS } from './src/kiosk/engine/devices/device-deps.ts';
      import { parseReadersConfig } from './src/kiosk/engine/devices/reader-config.ts';
      import { startReaders } from './src/kiosk/engine/devices/start-readers.ts';
      const config = parseReadersConfig(process.argv[1]);
      const told = Promise.withResolvers();
      const readers = startReaders(config.value, { onCard() {}, onState: told.resolve }, SYSTEM_DEVICE_DEPS);
      await told.promise;
      await readers.stop();
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      process.stdout.write(String(loaded.some((path) => path.includes('serialport'))));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      program,
      setting,
    ]);
    return stdout;
  }

  it('is loaded by a kiosk with a serial reader only', async () => {
    expect(await isLoadedBy('[{"kind":"wedge"},{"kind":"simulated"}]')).toBe('false');
    expect(await isLoadedBy('[{"kind":"rdm6300","path":"/dev/there-is-no-such-port"}]')).toBe('true');
  });
});

describe.skipIf(!HAS_SOCAT)('two serial readers', () => {
  let folder: string;
  const twins: Rdm6300Twin[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'muster-readers-'));
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((readers) => readers.stop()));
    await Promise.all(twins.splice(0).map((twin) => twin.unplug()));
    await rm(folder, { recursive: true, force: true });
  });

  it('don’t disturb each other: one floods and is pulled out, the other reads on', async () => {
    const paths = ['a', 'b'].map((name) => join(folder, name));
    for (const path of paths) {
      const twin = new Rdm6300Twin(path, SYSTEM_DEVICE_DEPS.after);
      twins.push(twin);
      await twin.plugIn();
    }
    const [bad, good] = twins as [Rdm6300Twin, Rdm6300Twin];
    const { reads, states } = start(paths.map((path) => ({ kind: 'rdm6300', path })));
    const stateOf = (id: string) => states.get(id)?.at(-1)?.split(':')[0];
    await until(() => stateOf('rdm6300-1') === 'ready' && stateOf('rdm6300-2') === 'ready', 'both are ready');

    const card = readTypedCard('0000472288');
    const frame = card.ok ? rdm6300Frame(card.value) : new Uint8Array();
    bad.write(Buffer.alloc(200_000, '\x0201'));
    await until(() => stateOf('rdm6300-1') === 'quiet', 'the flood is noticed');
    good.write(frame);
    await until(() => reads.length === 1, 'the card at the good reader is told');
    await bad.unplug();
    good.write(frame);
    await until(() => stateOf('rdm6300-1') === 'absent', 'the pulled plug is noticed');
    expect(reads.every(({ reader, stay }) => reader === 'rdm6300-2' && stay.startsWith('rdm6300-2/'))).toBe(
      true,
    );
    expect(states.get('rdm6300-2')).toHaveLength(1);
  });
});
