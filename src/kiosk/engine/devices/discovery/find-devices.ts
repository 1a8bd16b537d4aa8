import process from 'node:process';
import { findHidDevices } from './find-hid-devices.ts';
import { findListedPorts } from './find-listed-ports.ts';
import { findSerialPorts } from './find-serial-ports.ts';
import { findSmartCardReaders } from './find-smart-card-readers.ts';
import type { FoundDevice } from './found-device.ts';
import { LINUX_ROOTS } from './linux-roots.ts';

/** Looks at what is plugged in now. What can't be looked at is left out; nothing is opened, so nobody's device is disturbed. */
export type FindDevices = () => Promise<readonly FoundDevice[]>;

/** On Linux all of it; elsewhere serial ports only. */
export const findDevices: FindDevices = async () => {
  if (process.platform !== 'linux') return await findListedPorts();
  const kinds = [findSerialPorts, findHidDevices, findSmartCardReaders];
  return (await Promise.all(kinds.map((find) => find(LINUX_ROOTS)))).flat();
};
