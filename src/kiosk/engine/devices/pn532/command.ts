import { encodePn532 } from './frame.ts';

/** Command codes; each is answered with one more. */
export const COMMAND = {
  firmwareVersion: 0x02,
  samConfiguration: 0x14,
  rfConfiguration: 0x32,
  listPassiveTarget: 0x4a,
} as const;

/**
 * The chip sleeps until it hears 55s, and then answers nothing but a SAMConfiguration (mode 1: no security chip) that comes along with
 * them. The noughts give it the time to wake up.
 */
export const WAKE_UP: Uint8Array = Uint8Array.of(
  0x55,
  0x55,
  ...new Uint8Array(12),
  ...encodePn532('host', COMMAND.samConfiguration, [0x01]),
);

export const ASK_FIRMWARE: Uint8Array = encodePn532('host', COMMAND.firmwareVersion);

/**
 * So that it says "no card" after a few tries; it would otherwise look for one until the end of time. Item 5: tries for ATR and PSL (as it
 * has them anyway), and for activating a card.
 */
export const LOOK_BRIEFLY: Uint8Array = encodePn532(
  'host',
  COMMAND.rfConfiguration,
  [0x05, 0xff, 0x01, 0x02],
);

/** One card of ISO 14443 A. */
export const LOOK_FOR_CARD: Uint8Array = encodePn532('host', COMMAND.listPassiveTarget, [0x01, 0x00]);
