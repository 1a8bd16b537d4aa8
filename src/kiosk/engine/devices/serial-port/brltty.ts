import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makers and models of the USB-to-serial chips that brltty takes for Braille displays, as its udev rules list them. */
const CHIPS: ReadonlySet<string> = new Set(['0403:6001', '067b:2303', '10c4:ea60', '10c4:ea80', '1a86:7523']);

/**
 * Whether a program, and on readers' chips that is brltty, holds a USB-to-serial chip so that the system has no port for it. Never on
 * systems without `usbFolder`, which is Linux's view of the USB.
 */
export async function isTakenByBrltty(usbFolder = '/sys/bus/usb'): Promise<boolean> {
  // Programs that drive a device themselves do so through usbfs; what they hold stands in its folder as "1-1.4:1.0".
  const held = await readdir(join(usbFolder, 'drivers/usbfs')).catch(() => []);
  const devices = new Set(held.filter((name) => name.includes(':')).map((name) => name.split(':')[0] ?? ''));
  for (const device of devices) if (CHIPS.has(await idsOf(join(usbFolder, 'devices', device)))) return true;
  return false;
}

async function idsOf(folder: string): Promise<string> {
  const read = async (name: string) => (await readFile(join(folder, name), 'latin1').catch(() => '')).trim();
  return `${await read('idVendor')}:${await read('idProduct')}`.toLowerCase();
}
