import { unreachable } from '#domain/unreachable.ts';
import type { PortFailure } from '../serial-port/reconnect.ts';

/** What is wrong with the smart-card service, in words for the room's caretaker. */
export function describePcscFailure(failure: PortFailure): string {
  switch (failure.kind) {
    case 'missing':
      return "The computer's smart-card service isn't running. On Linux, install and start pcscd.";
    case 'denied':
      return 'This kiosk may not use the smart-card service. On Linux, its user needs a rule of polkit: see resources/linux.';
    case 'unplugged':
      return "The computer's smart-card service has stopped. The kiosk tries again by itself.";
    case 'silent':
      return 'A card reader has stopped answering. Pull its plug and put it back.';
    case 'in-use':
    case 'flooding':
      return "The computer's smart-card service can't be used now. The kiosk tries again by itself.";
    case 'failed':
      return `The computer's smart-card service can't be used: ${failure.message}`;
    default:
      return unreachable(failure);
  }
}

/** Which readers are there. `wanted`: a part of the name that they must have. */
export function describeSlots(names: readonly string[], wanted: string | undefined): string {
  if (names.length > 0) return `Connected: ${names.join(', ')}.`;
  const which = wanted === undefined ? 'No contactless reader' : `No reader whose name has "${wanted}" in it`;
  return `${which} is plugged in. An ACR122U that isn't found on Linux: install blacklist-muster.conf and restart.`;
}
