import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHidDevices } from '../../../../../src/kiosk/engine/devices/discovery/find-hid-devices.ts';
import { findSerialPorts } from '../../../../../src/kiosk/engine/devices/discovery/find-serial-ports.ts';
import { findSmartCardReaders } from '../../../../../src/kiosk/engine/devices/discovery/find-smart-card-readers.ts';
import type { FoundDevice } from '../../../../../src/kiosk/engine/devices/discovery/found-device.ts';
import type { LinuxRoots } from '../../../../../src/kiosk/engine/devices/discovery/linux-roots.ts';
import { ReadersConfigSchema } from '../../../../../src/kiosk/engine/devices/reader-config.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

/** A folder that looks as /sys and /dev do on a machine with these things plugged in. */
class Machine {
  readonly roots: LinuxRoots;

  constructor() {
    const folder = temporaryFolder();
    this.roots = { sys: join(folder, 'sys'), dev: join(folder, 'dev') };
  }

  async usb(place: string, [vendor, product]: [string, string], more: Record<string, string> = {}) {
    const folder = `sys/devices/pci0000:00/usb1/${place}`;
    await this.#write(folder, { idVendor: vendor, idProduct: product, ...more });
    return folder;
  }

  async serialPort(tty: string, device: string, links: readonly ('by-id' | 'by-path')[] = []) {
    await this.#link(`sys/class/tty/${tty}/device`, `${device}/interface`);
    await this.#write(`dev`, { [tty]: '' });
    for (const link of links) await this.#link(`dev/serial/${link}/${link}-of-${tty}`, `dev/${tty}`);
  }

  async hid(name: string, uevent: string, descriptor: readonly number[]) {
    const folder = `sys/devices/hid-${name}`;
    await this.#write(folder, { uevent, report_descriptor: Uint8Array.from(descriptor) });
    await this.#link(`sys/class/hidraw/${name}/device`, folder);
  }

  async usbInterface(name: string, device: string, bInterfaceClass: string) {
    await this.#write(`${device}/${name}`, { bInterfaceClass });
    await this.#link(`sys/bus/usb/devices/${name}`, `${device}/${name}`);
  }

  async file(path: string, content: string) {
    await this.#write(dirname(path), { [path.split('/').at(-1) ?? '']: content });
  }

  async #write(folder: string, files: Record<string, string | Uint8Array>): Promise<void> {
    await mkdir(this.#at(folder), { recursive: true });
    for (const [name, content] of Object.entries(files))
      await writeFile(join(this.#at(folder), name), content);
  }

  async #link(path: string, target: string): Promise<void> {
    const from = this.#at(path);
    await mkdir(this.#at(target), { recursive: true }).catch(() => undefined);
    await mkdir(dirname(from), { recursive: true });
    await symlink(relative(dirname(from), this.#at(target)), from);
  }

  #at(path: string): string {
    return join(dirname(this.roots.sys), path);
  }
}

const pathsOf = (found: readonly FoundDevice[]) =>
  found.map(({ proposals }) => String(proposals[0]?.['path']).split('/').at(-1));

describe('Serial ports', () => {
  it('are named by a path that follows the plug, and offer every reader that may stand behind it', async () => {
    const machine = new Machine();
    await machine.serialPort('ttyUSB0', await machine.usb('1-1', ['1a86', '7523']), ['by-id', 'by-path']);
    const [port, ...others] = await findSerialPorts(machine.roots);
    expect(others).toEqual([]);
    expect(port).toMatchObject({ label: 'CH340', place: 'ttyUSB0, 1a86:7523', isRecognised: false });
    expect(pathsOf(port === undefined ? [] : [port])).toEqual(['by-id-of-ttyUSB0']);
    // The kiosk takes each proposal as it stands.
    for (const proposal of port?.proposals ?? []) {
      expect(ReadersConfigSchema.safeParse([proposal]).success, proposal.kind).toBe(true);
    }
  });

  it('say at once what they are when their USB ids do', async () => {
    const machine = new Machine();
    await machine.serialPort('ttyACM0', await machine.usb('1-2', ['09d8', '0420']), ['by-id']);
    expect(await findSerialPorts(machine.roots)).toMatchObject([
      { label: 'ELATEC TWN4', isRecognised: true, proposals: [{ kind: 'twn4' }] },
    ]);
  });

  it('are told apart by their socket where two plugs give the same serial number', async () => {
    const machine = new Machine();
    const same = { serial: '0001' };
    await machine.serialPort('ttyUSB0', await machine.usb('1-1', ['10c4', 'ea60'], same), [
      'by-id',
      'by-path',
    ]);
    await machine.serialPort('ttyUSB1', await machine.usb('1-2', ['10c4', 'ea60'], same), ['by-path']);
    const found = await findSerialPorts(machine.roots);
    expect(pathsOf(found).toSorted()).toEqual(['by-path-of-ttyUSB0', 'by-path-of-ttyUSB1']);
  });

  it('are left out where the machine has none of that number, or speaks on it itself', async () => {
    const machine = new Machine();
    for (const tty of ['ttyS0', 'ttyS1', 'ttyS2', 'tty7'])
      await machine.serialPort(tty, `sys/devices/${tty}`);
    await machine.file('sys/class/tty/ttyS1/type', '0\n');
    await machine.file('sys/class/tty/console/active', 'tty0 ttyS0\n');
    expect(pathsOf(await findSerialPorts(machine.roots))).toEqual(['ttyS2']);
  });
});

describe('Other devices', () => {
  const KEYBOARD = [0x05, 0x01, 0x09, 0x06, 0xa1, 0x01];
  const MOUSE = [0x05, 0x01, 0x09, 0x02, 0xa1, 0x01];

  it('are known readers, and keyboards, which readers that type look like', async () => {
    const machine = new Machine();
    const uevent = (id: string, name: string) => `DRIVER=hid-generic\nHID_ID=0003:${id}\nHID_NAME=${name}\n`;
    await machine.hid('hidraw0', uevent('00000C27:00003BFA', 'RFIDeas USB Keyboard'), KEYBOARD);
    await machine.hid('hidraw1', uevent('000016C0:000027DB', 'HXGCoLtd Keyboard'), KEYBOARD);
    await machine.hid('hidraw2', uevent('000016C0:000027DB', 'HXGCoLtd Keyboard'), MOUSE);
    await machine.hid('hidraw3', uevent('0000046D:0000C31C', 'Logitech Keyboard'), KEYBOARD);
    await machine.hid('hidraw4', uevent('0000046D:0000C077', 'Logitech Mouse'), MOUSE);
    const found = await findHidDevices(machine.roots);
    expect(
      found.map(({ label, isRecognised, proposals }) => [label, isRecognised, proposals[0]?.kind]),
    ).toEqual(
      expect.arrayContaining([
        ['rf IDeas pcProx', true, 'pcprox'],
        ['HXGCoLtd', true, 'hid-keyboard'],
        ['Logitech Keyboard', false, 'hid-keyboard'],
      ]),
    );
    expect(found).toHaveLength(3);
    for (const { proposals } of found)
      expect(ReadersConfigSchema.safeParse(proposals.slice(0, 1)).success).toBe(true);
  });

  it('are smart-card readers by what they do, whoever made them', async () => {
    const machine = new Machine();
    const device = await machine.usb('1-3', ['072f', '2200'], { product: 'ACR122U PICC Interface' });
    await machine.usbInterface('1-3:1.0', device, '0b\n');
    await machine.usbInterface('1-4:1.0', await machine.usb('1-4', ['046d', 'c077']), '03\n');
    expect(await findSmartCardReaders(machine.roots)).toMatchObject([
      { label: 'ACS ACR122U', place: '072f:2200', proposals: [{ kind: 'pcsc' }] },
    ]);
  });

  it('are none on a machine that has none of these folders', async () => {
    const { roots } = new Machine();
    const all = await Promise.all([
      findSerialPorts(roots),
      findHidDevices(roots),
      findSmartCardReaders(roots),
    ]);
    expect(all.flat()).toEqual([]);
  });
});
