import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { SYSTEM_DEVICE_DEPS } from '../../../../src/kiosk/engine/devices/device-deps.ts';
import type { HidLibrary } from '../../../../src/kiosk/engine/devices/hid/hid-library.ts';
import type { ReadersDeps } from '../../../../src/kiosk/engine/devices/make-reader.ts';
import { rdm6300Frame } from '../../../../src/kiosk/engine/devices/rdm6300/rdm6300-twin.ts';
import {
  parseReadersConfig,
  type ReadersConfig,
} from '../../../../src/kiosk/engine/devices/reader-config.ts';
import { PtyPort } from '../../../../src/kiosk/engine/devices/simulate/pty-port.ts';
import { readTypedCard } from '../../../../src/kiosk/engine/devices/simulated/typed-card.ts';
import { type Readers, startReaders } from '../../../../src/kiosk/engine/devices/start-readers.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { at, NOOR, OKAFOR } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';
import { HAS_SOCAT } from './support/has-socat.ts';
import { ManualDeps } from './support/manual-deps.ts';
import { until } from './support/until.ts';

// A room with several readers, one of which misbehaves: it floods, sends garbage or half frames, hangs, or never lets go. Whoever stands at
// another reader, or at the screen, notices nothing.

const started: Readers[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((readers) => readers.stop()));
});

function readersOf(setting: readonly unknown[]): ReadersConfig {
  const config = parseReadersConfig(setting);
  if (!config.ok) throw new Error(config.error);
  return config.value;
}

function start(setting: readonly unknown[], deps: ReadersDeps = SYSTEM_DEVICE_DEPS) {
  const reads: string[] = [];
  const states = new Map<string, string>();
  const details: string[] = [];
  const readers = startReaders(
    readersOf(setting),
    {
      onCard: ({ reader, certain }) => {
        if (certain) reads.push(reader);
      },
      onState: ({ id }, state, detail) => {
        states.set(id, state);
        details.push(detail);
      },
    },
    deps,
  );
  started.push(readers);
  return { readers, reads, states, details };
}

async function port(name: string): Promise<PtyPort & { readonly path: string }> {
  const path = `${temporaryFolder()}/${name}`;
  const pty = new PtyPort(path, SYSTEM_DEVICE_DEPS.after);
  await pty.plugIn();
  onTestFinished(() => pty.unplug());
  return Object.assign(pty, { path });
}

const frameOf = (number: string): Uint8Array => {
  const card = readTypedCard(number);
  if (!card.ok) throw new Error(card.error);
  return rdm6300Frame(card.value);
};

describe.skipIf(!HAS_SOCAT)('A reader that misbehaves on its port', () => {
  it('keeps no other from reading, whatever it sends', async () => {
    const [silent, garbage, halves] = [await port('silent'), await port('garbage'), await port('halves')];
    const good = await port('good');
    const { reads, states } = start([
      { kind: 'pn532', id: 'silent', path: silent.path },
      { kind: 'fingerprint', id: 'garbage', path: garbage.path },
      { kind: 'id-20la', id: 'halves', path: halves.path },
      { kind: 'rdm6300', id: 'good', path: good.path },
    ]);
    await until(() => states.get('good') === 'ready', 'the good reader is ready');
    const frame = frameOf('0000472288');
    let sent = 0;
    const noise = setInterval(() => {
      sent += 1;
      garbage.write(Uint8Array.from({ length: 400 }, (_, i) => (i * 7 + sent * 13) % 256));
      halves.write(frame.subarray(0, 1 + (sent % 12)));
    }, 5);
    onTestFinished(() => clearInterval(noise));
    // Each of them a stay of its own: real cards are taken away in between.
    for (const [i, number] of ['0000472288', '0013530444', '0000000101'].entries()) {
      await until(() => sent > 20 * (i + 1), 'there was noise');
      good.write(frameOf(number));
      await until(
        () => {
          good.write(frameOf(number));
          return reads.length > i;
        },
        `card ${i + 1} is read`,
      );
    }
    expect(new Set(reads)).toEqual(new Set(['good']));
    expect(states.get('good')).toBe('ready');
    expect(states.get('silent')).not.toBe('ready');
  });

  it('is cut off when it floods, so that there is nothing left to delay anybody with', async () => {
    const flood = await port('flood');
    const { readers, states, details } = start([{ kind: 'rdm6300', id: 'flood', path: flood.path }]);
    await until(() => states.get('flood') === 'ready', 'it is connected');
    flood.write(new Uint8Array(300_000).fill(0x41));
    // That it makes no sense is told before, after the first few of them.
    await until(() => details.some((detail) => detail.includes('without end')), 'the flood is noticed');
    const discarded = readers.counts().get('flood')?.discarded ?? 0;
    flood.write(new Uint8Array(3_000_000).fill(0x41));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readers.counts().get('flood')?.discarded).toBe(discarded);
    expect(discarded).toBeLessThan(300_000);
  });

  it('keeps neither the screen nor the register from anything, and does not fill the ledger', async () => {
    const flood = await port('flood');
    const setting = [
      { kind: 'simulated', id: 'door', name: 'Door' },
      { kind: 'rdm6300', id: 'flood', path: flood.path },
    ];
    const kiosk = await KioskRig.start(at('9:00'), undefined, undefined, readersOf(setting));
    await kiosk.tap(OKAFOR);
    const stateOf = () => kiosk.state().common.readers.find(({ id }) => id === 'flood')?.state;
    await until(() => stateOf() === 'ready', 'it is connected');
    flood.write(new Uint8Array(2_000_000).fill(0x30));
    await kiosk.tap(NOOR);
    expect(kiosk.screen('session')).toMatchObject({ answer: { name: NOOR.name }, counts: { here: 1 } });
    await until(() => stateOf() === 'quiet', 'the flood is noticed');
    flood.write(new Uint8Array(2_000_000).fill(0x30));
    await kiosk.press({ type: 'open-controls' });
    expect(kiosk.screen('session').controls.kind).toBe('open');
    expect(kiosk.bodies('reader-changed').filter(({ reader }) => reader === 'flood').length).toBeLessThan(6);
  });
});

describe('A reader whose driver hangs', () => {
  /** A library that never comes back from anything. */
  const HANGS: HidLibrary = {
    devicesAsync: () => new Promise(() => undefined),
    HIDAsync: { open: () => new Promise(() => undefined) },
  };

  it('keeps no other from reading, from being set anew or from being stopped', async () => {
    const deps = new ManualDeps();
    const hanging = { kind: 'pcprox', id: 'hangs' };
    const setting = [hanging, { kind: 'simulated', id: 'door' }];
    const { readers, reads } = start(setting, Object.assign(deps, { loadHid: () => Promise.resolve(HANGS) }));
    readers.simulated?.tap('0000472288');
    expect(reads).toEqual(['door']);
    // It is taken away, and another is added: that one must not wait for ever.
    const changed = readers.change(
      readersOf([
        { kind: 'simulated', id: 'door' },
        { kind: 'wedge', id: 'desk' },
      ]),
    );
    let isDone = false;
    void changed.then(() => {
      isDone = true;
    });
    await until(() => {
      deps.advance(500);
      return isDone;
    }, 'the change is done');
    expect(readers.identities.map(({ id }) => id)).toEqual(['door', 'desk']);
    deps.advance(3_000);
    readers.simulated?.tap('0013530444');
    expect(reads).toEqual(['door', 'door']);
  });
});
