import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeviceDeps, SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { Rdm6300Twin } from '../../../../../src/kiosk/engine/devices/rdm6300/rdm6300-twin.ts';
import type { SerialPortClass } from '../../../../../src/kiosk/engine/devices/serial-port/serial-connection.ts';
import {
  type LoadSerialPort,
  SerialPortOwner,
} from '../../../../../src/kiosk/engine/devices/serial-port/serial-port-owner.ts';
import { PtyPort } from '../../../../../src/kiosk/engine/devices/simulate/pty-port.ts';
import { HAS_SOCAT } from '../support/has-socat.ts';
import { Heard } from '../support/heard.ts';
import { ManualDeps } from '../support/manual-deps.ts';
import { until } from '../support/until.ts';

const load: LoadSerialPort = () => Promise.resolve(SerialPort);
const text = (bytes: string) => Buffer.from(bytes, 'latin1');

/** Real ports throughout: pseudo-terminals made by socat, opened by the real library. */
describe.skipIf(!HAS_SOCAT)('a serial port that is kept open', () => {
  let folder: string;
  let path: string;
  let twin: Rdm6300Twin;
  const owners: SerialPortOwner[] = [];
  const twins: Rdm6300Twin[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'muster-port-'));
    path = join(folder, 'reader');
    twin = newTwin(path);
  });

  afterEach(async () => {
    await Promise.all(owners.splice(0).map((owner) => owner.stop()));
    await Promise.all(twins.splice(0).map((each) => each.unplug()));
    await rm(folder, { recursive: true, force: true });
  });

  function newTwin(at: string): Rdm6300Twin {
    const made = new Rdm6300Twin(at, SYSTEM_DEVICE_DEPS.after);
    twins.push(made);
    return made;
  }

  function open(options: { at?: string; deps?: DeviceDeps; loading?: LoadSerialPort } = {}) {
    const heard = new Heard();
    const received: Buffer[] = [];
    let connections = 0;
    const target = { path: options.at ?? path, baudRate: 9_600 };
    const owner = new SerialPortOwner(target, options.deps ?? SYSTEM_DEVICE_DEPS, {
      onOpen: () => {
        connections += 1;
      },
      onBytes: (bytes) => received.push(Buffer.from(bytes)),
      onState: heard.onState,
    });
    owners.push(owner);
    void owner.start(options.loading ?? load);
    return {
      heard,
      owner,
      received: () => Buffer.concat(received).toString('latin1'),
      connections: () => connections,
    };
  }

  it('hears what the device sends', async () => {
    await twin.plugIn();
    const port = open();
    await until(() => port.heard.state === 'ready', 'the port is ready');
    twin.write(text('hello'));
    await until(() => port.received() === 'hello', 'the bytes arrive');
    expect(port.heard.states).toHaveLength(1);
  });

  it('is absent until the device is plugged in, and then ready by itself', async () => {
    const port = open();
    await until(() => port.heard.state === 'absent', 'the port is absent');
    expect(port.heard.detail).toBe(`Not connected: there is no ${path}. Plug the reader in.`);
    await twin.plugIn();
    await until(() => port.heard.state === 'ready', 'the port is ready');
    expect(port.heard.states.map(({ state }) => state)).toEqual(['absent', 'ready']);
  });

  it('notices the pulled plug, and hears the device again when it is back', async () => {
    await twin.plugIn();
    const port = open();
    for (const round of [1, 2, 3]) {
      await until(() => port.heard.state === 'ready', `the port is ready, round ${round}`);
      twin.write(text(`${round}`));
      await until(() => port.received().endsWith(`${round}`), `the bytes of round ${round} arrive`);
      await twin.unplug();
      await until(() => port.heard.state === 'absent', `the loss is noticed, round ${round}`);
      await twin.plugIn();
    }
    await until(() => port.connections() === 4, 'there is a fourth connection');
    expect(port.received()).toBe('123');
  });

  it('tells each loss once, though the library may tell it twice', async () => {
    await twin.plugIn();
    const port = open({ deps: new ManualDeps() });
    await until(() => port.heard.state === 'ready', 'the port is ready');
    await twin.unplug();
    await until(() => port.heard.state === 'absent', 'the loss is noticed');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(port.heard.states.map(({ state }) => state)).toEqual(['ready', 'absent']);
    expect(port.heard.detail).toContain('Unplugged');
  });

  it('takes nothing for news that was sent before it was opened', async () => {
    await twin.plugIn();
    const first = open();
    await until(() => first.heard.state === 'ready', 'the port is ready');
    await first.owner.stop();
    twin.write(text('stale'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = open();
    await until(() => second.heard.state === 'ready', 'the port is ready again');
    twin.write(text('fresh'));
    await until(() => second.received().includes('fresh'), 'fresh bytes arrive');
    expect(second.received()).toBe('fresh');
    expect(first.received()).toBe('');
  });

  it('notices that its path has gone even where the system says nothing of the loss', async () => {
    await twin.plugIn();
    const link = join(folder, 'by-id');
    await symlink(path, link);
    const deps = new ManualDeps();
    const port = open({ at: link, deps });
    await until(() => port.heard.state === 'ready' && deps.waiting > 0, 'the port is ready and watched');
    await rm(link);
    await until(() => {
      deps.advance(2_000);
      return port.heard.state === 'absent';
    }, 'the missing path is noticed');
  });

  it('follows its path to another device that has taken the place', async () => {
    await twin.plugIn();
    const other = newTwin(join(folder, 'other'));
    await other.plugIn();
    const link = join(folder, 'by-id');
    await symlink(path, link);
    const deps = new ManualDeps();
    const port = open({ at: link, deps });
    await until(() => port.heard.state === 'ready' && deps.waiting > 0, 'the port is ready and watched');
    await symlink(join(folder, 'other'), `${link}-new`);
    await rename(`${link}-new`, link);
    await until(() => {
      deps.advance(2_000);
      return port.connections() === 2;
    }, 'the new device is connected');
    other.write(text('other'));
    await until(() => port.received() === 'other', 'the other device is heard');
  });

  it('says so when another program has it, and takes it when it is free', async () => {
    await twin.plugIn();
    const first = open();
    await until(() => first.heard.state === 'ready', 'the first is ready');
    const deps = new ManualDeps();
    const second = open({ deps });
    await until(() => {
      deps.advance(250);
      return second.heard.state === 'absent';
    }, 'the second is refused for three seconds');
    expect(second.heard.detail).toBe(`Another program is using ${path}. Close it.`);
    await first.owner.stop();
    await until(() => {
      deps.advance(5_000);
      return second.heard.state === 'ready';
    }, 'the second is ready');
  });

  it('says so when it may not open it, but not in the first moments, and opens it when it may', async () => {
    await twin.plugIn();
    await chmod(folder, 0o755);
    await chmod(path, 0);
    // Root may open anything, so the test is somebody else for as long as the port is closed to it.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    const deps = new ManualDeps();
    const port = open({ deps });
    try {
      await until(() => deps.waiting > 0, 'it was refused once');
      expect(port.heard.states).toEqual([]);
      await until(() => {
        deps.advance(250);
        return port.heard.state === 'absent';
      }, 'the refusal is shown');
      expect(port.heard.detail).toContain(`may not open ${path}`);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    await chmod(path, 0o600);
    await until(() => {
      deps.advance(5_000);
      return port.heard.state === 'ready';
    }, 'the port is ready');
  });

  it('is given up for a while when the device never stops sending, and the other ports go on', async () => {
    await twin.plugIn();
    const otherTwin = newTwin(join(folder, 'other'));
    await otherTwin.plugIn();
    const port = open();
    const other = open({ at: join(folder, 'other') });
    await until(() => port.heard.state === 'ready' && other.heard.state === 'ready', 'both are ready');
    const flood = setInterval(() => twin.write(Buffer.alloc(16_384, 0x55)), 1);
    try {
      await until(() => port.heard.state === 'quiet', 'the flood is noticed');
      expect(port.heard.detail).toContain('sends without end');
      expect(port.received().length).toBeLessThanOrEqual(64 * 1024 * port.connections());
      otherTwin.write(text('still here'));
      await until(() => other.received() === 'still here', 'the other one is heard');
      await until(() => port.connections() >= 3, 'it is tried again and again');
      expect(port.heard.states.map(({ state }) => state)).toEqual(['ready', 'quiet']);
    } finally {
      clearInterval(flood);
    }
    await twin.unplug();
    await twin.plugIn();
    await until(() => port.heard.state === 'ready', 'it is ready again when the flood is over');
  });

  it('loses a device that is pulled out while much waits to be written, once, and none of that reaches the next', async () => {
    const heardByDevice: Buffer[] = [];
    const device = new PtyPort(path, SYSTEM_DEVICE_DEPS.after, (bytes) =>
      heardByDevice.push(Buffer.from(bytes)),
    );
    const said = () => Buffer.concat(heardByDevice).toString('latin1');
    await device.plugIn();
    const port = open();
    try {
      await until(() => port.heard.state === 'ready', 'the port is ready');
      port.owner.write(text('hello'));
      await until(() => said() === 'hello', 'the device hears what is sent');
      port.owner.write(Buffer.alloc(1_000_000, 'x'));
      await device.unplug();
      await until(() => port.heard.state === 'absent', 'the loss is noticed');
      port.owner.write(text('into the void'));
      heardByDevice.length = 0;
      await device.plugIn();
      await until(() => port.heard.state === 'ready', 'it is back');
      port.owner.write(text('hello again'));
      await until(() => said().includes('again'), 'the device hears what is sent');
      expect(said()).toBe('hello again');
      expect(port.heard.states.map(({ state }) => state)).toEqual(['ready', 'absent', 'ready']);
      expect(port.connections()).toBe(2);
    } finally {
      await device.unplug();
    }
  });

  it('tells nothing after it was stopped, whatever it was doing, and frees the port', async () => {
    await twin.plugIn();
    const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const whileOpening = async () => {
      // The library opens a port on another thread, and nothing of that comes back between two awaits.
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
    };
    for (const wait of [() => undefined, whileOpening, () => sleep(0), () => sleep(5), () => sleep(20)]) {
      const port = open();
      await wait();
      await port.owner.stop();
      const toldSoFar = port.heard.states.length;
      twin.write(text('late'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(port.heard.states).toHaveLength(toldSoFar);
      expect(port.received()).toBe('');
      const next = open();
      await until(() => next.heard.state === 'ready', 'the port is free for the next');
      await next.owner.stop();
    }
  });

  it('is absent with the reason when the native library can’t be loaded', async () => {
    const loading = () =>
      Promise.reject<SerialPortClass>(new Error('No native build was found for platform=x'));
    const port = open({ loading });
    await until(() => port.heard.state === 'absent', 'the state is told');
    expect(port.heard.detail).toBe(
      "Serial readers can't be used on this computer: No native build was found for platform=x",
    );
    await port.owner.stop();
  });

  it('leaves no open files behind after many connections', async () => {
    await twin.plugIn();
    const openFiles = () =>
      Number(spawnSync('sh', ['-c', `ls /proc/${process.pid}/fd | wc -l`]).stdout.toString());
    const round = async () => {
      const port = open();
      await until(() => port.heard.state === 'ready', 'the port is ready');
      await port.owner.stop();
    };
    await round();
    const before = openFiles();
    for (let i = 0; i < 40; i += 1) await round();
    expect(openFiles()).toBeLessThan(before + 10);
  });
});
