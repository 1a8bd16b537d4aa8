import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a USB device says of itself. Ids as `lsusb` shows them. */
export type UsbFacts = {
  readonly id: string;
  readonly serial: string | undefined;
  readonly product: string | undefined;
};

/** The USB device that a device of the kernel belongs to; undefined for one that is on no USB. `path`: a folder in /sys, no link. */
export async function usbFactsOf(path: string, sys: string): Promise<UsbFacts | undefined> {
  for (let folder = path; folder.startsWith(sys) && folder !== sys; folder = dirname(folder)) {
    const [vendor, product] = await Promise.all([line(folder, 'idVendor'), line(folder, 'idProduct')]);
    if (vendor === undefined || product === undefined) continue;
    const [serial, name] = await Promise.all([line(folder, 'serial'), line(folder, 'product')]);
    return { id: `${vendor}:${product}`.toLowerCase(), serial, product: name };
  }
  return undefined;
}

/** The first line of a file of the kernel's; undefined where there is none. */
export async function line(folder: string, name: string): Promise<string | undefined> {
  try {
    const text = (await readFile(join(folder, name), 'utf8')).split('\n')[0]?.trim();
    return text === '' ? undefined : text;
  } catch {
    return undefined;
  }
}
