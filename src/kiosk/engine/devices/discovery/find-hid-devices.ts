import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundDevice } from './found-device.ts';
import { KNOWN_USB } from './known-usb.ts';
import type { LinuxRoots } from './linux-roots.ts';

/** How a report descriptor begins of what calls itself a keyboard: usage page 1, usage 6. */
const KEYBOARD = [0x05, 0x01, 0x09, 0x06] as const;

/** `HID_ID=0003:000016C0:000027DB`: bus, vendor, product. */
const HID_ID = /^HID_ID=[0-9A-F]{4}:0{4}([0-9A-F]{4}):0{4}([0-9A-F]{4})$/m;

/** HID devices of a Linux machine that are readers by their USB ids, or keyboards, which a reader that types calls itself too. */
export async function findHidDevices({ sys }: LinuxRoots): Promise<readonly FoundDevice[]> {
  const folder = join(sys, 'class/hidraw');
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch {
    return [];
  }
  const found = await Promise.all(names.map((name) => lookAt(join(folder, name, 'device'))));
  // A reader may have several interfaces: it is one device all the same.
  const byKey = new Map(found.filter((each) => each !== undefined).map((each) => [each.key, each]));
  return [...byKey.values()];
}

async function lookAt(folder: string): Promise<FoundDevice | undefined> {
  try {
    const device = await realpath(folder);
    const [uevent, descriptor] = await Promise.all([
      readFile(join(device, 'uevent'), 'utf8'),
      readFile(join(device, 'report_descriptor')),
    ]);
    const isKeyboard = KEYBOARD.every((byte, i) => descriptor[i] === byte);
    return foundHid(uevent, isKeyboard);
  } catch {
    return undefined;
  }
}

function foundHid(uevent: string, isKeyboard: boolean): FoundDevice | undefined {
  const [, vendor = '', product = ''] = HID_ID.exec(uevent) ?? [];
  const usb = `${vendor}:${product}`.toLowerCase();
  const known = KNOWN_USB.get(usb);
  if (vendor === '' || (known === undefined && !isKeyboard)) return undefined;
  const name = /^HID_NAME=(.+)$/m.exec(uevent)?.[1];
  return {
    key: `hid:${usb}`,
    label: known?.label ?? name ?? usb,
    place: usb,
    isRecognised: known !== undefined,
    proposals: known?.proposals ?? [{ kind: 'hid-keyboard', usb }],
    names: [usb],
  };
}
