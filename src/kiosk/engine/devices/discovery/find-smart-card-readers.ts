import { readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FoundDevice } from './found-device.ts';
import { KNOWN_USB } from './known-usb.ts';
import type { LinuxRoots } from './linux-roots.ts';
import { line, type UsbFacts, usbFactsOf } from './usb-facts.ts';

/** USB's class of smart-card readers (CCID), which the system's smart-card service takes care of. */
const SMART_CARD = '0b';

/** USB readers of a Linux machine that the smart-card service reads. */
export async function findSmartCardReaders({ sys }: LinuxRoots): Promise<readonly FoundDevice[]> {
  const folder = join(sys, 'bus/usb/devices');
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch {
    return [];
  }
  const found = await Promise.all(names.map((name) => lookAt(join(folder, name), sys)));
  const byKey = new Map(found.filter((each) => each !== undefined).map((each) => [each.key, each]));
  return [...byKey.values()];
}

async function lookAt(folder: string, sys: string): Promise<FoundDevice | undefined> {
  if ((await line(folder, 'bInterfaceClass')) !== SMART_CARD) return undefined;
  const usb = await deviceOf(folder, sys);
  if (usb === undefined) return undefined;
  const known = KNOWN_USB.get(usb.id);
  return {
    key: `pcsc:${usb.id}`,
    label: known?.label ?? usb.product ?? usb.id,
    place: usb.id,
    isRecognised: true,
    proposals: [{ kind: 'pcsc' }],
    names: [usb.id],
  };
}

async function deviceOf(folder: string, sys: string): Promise<UsbFacts | undefined> {
  try {
    return await usbFactsOf(dirname(await realpath(folder)), await realpath(sys));
  } catch {
    // Pulled out a moment ago.
    return undefined;
  }
}
