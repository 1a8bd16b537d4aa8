import process from 'node:process';
import { findHidDevices } from './find-hid-devices.ts';
import { findListedPorts } from './find-listed-ports.ts';
import { findSerialPorts } from './find-serial-ports.ts';
import { findSmartCardReaders } from './find-smart-card-readers.ts';
import type { FoundDevice } from './found-device.ts';
import { LINUX_ROOTS } from './linux-roots.ts';

/** Looks at what is plugged in now. What can't be looked at is left out; nothing is opened, so nobody's device is disturbed. */
export type FindDevices = () => Promise<readonly FoundDevice[]>;

const ON_LINUX = [findSerialPorts, findHidDevices, findSmartCardReaders];

/** On Linux all of it; elsewhere serial ports only. */
export const findDevices: FindDevices = async () => {
  const kinds = process.platform === 'linux' ? ON_LINUX : [findListedPorts];
  // What is pulled out while it is looked at has gone: the next look says so.
  const looked = await Promise.allSettled(kinds.map((find) => find(LINUX_ROOTS)));
  return looked.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
};
