import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTakenByBrltty } from '../../../../../src/kiosk/engine/devices/serial-port/brltty.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

/** A tree as Linux shows its USB: which interfaces programs hold, and what each device is. */
function usb(held: readonly string[], devices: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'drivers/usbfs'), { recursive: true });
  for (const name of [...held, 'bind', 'unbind', 'module'])
    writeFileSync(join(folder, 'drivers/usbfs', name), '');
  for (const [name, ids] of Object.entries(devices)) {
    const [vendor, product] = ids.split(':');
    mkdirSync(join(folder, 'devices', name), { recursive: true });
    writeFileSync(join(folder, 'devices', name, 'idVendor'), `${vendor}\n`);
    writeFileSync(join(folder, 'devices', name, 'idProduct'), `${product}\n`);
  }
  return folder;
}

const CH340 = '1a86:7523';
const FTDI = '0403:6001';
const ACR122U = '072f:2200';

describe('a USB-to-serial chip', () => {
  it('that a program holds has been taken by brltty', async () => {
    expect(await isTakenByBrltty(usb(['1-1:1.0'], { '1-1': CH340 }))).toBe(true);
    expect(await isTakenByBrltty(usb(['1-1:1.0', '2-1.4:1.0'], { '1-1': ACR122U, '2-1.4': FTDI }))).toBe(
      true,
    );
  });

  it('that has a port is not taken, whoever holds other devices', async () => {
    expect(await isTakenByBrltty(usb([], { '1-1': CH340 }))).toBe(false);
    expect(await isTakenByBrltty(usb(['1-2:1.0'], { '1-1': CH340, '1-2': ACR122U }))).toBe(false);
  });

  it('that was pulled out meanwhile, and systems without such a tree, are no trouble', async () => {
    expect(await isTakenByBrltty(usb(['1-1:1.0'], {}))).toBe(false);
    expect(await isTakenByBrltty(join(temporaryFolder(), 'nothing'))).toBe(false);
  });
});
