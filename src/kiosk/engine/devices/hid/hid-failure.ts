import { unreachable } from '#domain/unreachable.ts';
import type { PortFailure } from '../serial-port/reconnect.ts';

/** Why a HID device could not be opened. The library tells its failures apart by text only, and some of them are no Error. */
export function hidOpeningFailure(error: unknown): PortFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (/permission denied|EACCES|EPERM|access is denied/i.test(message)) return { kind: 'denied' };
  if (/no such file|no such device|no hid devices|ENOENT|ENODEV|ENXIO/i.test(message))
    return { kind: 'missing' };
  return { kind: 'failed', message };
}

/** A failure in words for the caretaker. `device` is how the reader is called: "the USB reader 0c27:3bfa". */
export function describeHidFailure(failure: PortFailure, device: string, shaky: boolean): string {
  switch (failure.kind) {
    case 'missing':
      return shaky
        ? `Not connected: ${device} disappears right after it is plugged in. Try another cable or port.`
        : `Not connected: ${device} isn't there. Plug it in.`;
    case 'denied':
      return `This kiosk may not open ${device}. On Linux, install the file 70-muster.rules and plug the reader in again.`;
    case 'in-use':
      return `Another program is using ${device}. Close it.`;
    case 'unplugged':
      return `Unplugged: ${device} has gone. Plug it in again.`;
    case 'flooding':
      return `What comes from ${device} never ends, as it does from no card reader. Check the reader and its cable.`;
    case 'silent':
      return `Nothing answers at ${device}. Is it this kind of reader? Pull its plug and put it back.`;
    case 'failed':
      return `A reader can't be opened, ${device}: ${failure.message}`;
    default:
      return unreachable(failure);
  }
}
