import { z } from 'zod';

/** What every reader's settings begin with: `z.strictObject({ kind: z.literal('…'), ...namedReader('Card reader'), … })`. */
export function namedReader(usualName: string) {
  return {
    /** Stands in ledgers: it must never change while the reader stays. */
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 small letters, digits and dashes')
      .optional(),
    name: z.string().min(1).max(60).default(usualName),
  };
}

/** The settings of a reader on a serial port. */
export function onSerialPort(usualBaudRate: number) {
  return {
    /** Best one of /dev/serial/by-id, which stays the same wherever the reader is plugged in; or by-path, where two readers have the same serial number. */
    path: z.string().min(1).max(200),
    baudRate: z.int().min(300).max(115_200).default(usualBaudRate),
  };
}

/** For readers that can't be asked how they are. */
export function quietTooLong() {
  return {
    /**
     * Connected and no card for so long: somebody should look whether it still reads. The usual four days are longer than a weekend with a
     * holiday; a room that is used every day may say 24.
     */
    quietAfterHours: z.int().min(1).max(500).default(96),
  };
}
