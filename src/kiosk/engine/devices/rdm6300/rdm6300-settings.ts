import { z } from 'zod';
import { namedReader, onSerialPort } from '../reader-settings.ts';

/** A 125 kHz module that only speaks, on a serial port. */
export const Rdm6300SettingsSchema = z.strictObject({
  kind: z.enum(['rdm6300', 'id-12la', 'id-20la']),
  ...namedReader('Card reader'),
  ...onSerialPort(9_600),
});
export type Rdm6300Settings = z.infer<typeof Rdm6300SettingsSchema>;
