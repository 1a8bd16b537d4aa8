import { z } from 'zod';
import { namedReader, onSerialPort, quietTooLong } from '../reader-settings.ts';
import { RDM6300_MODELS } from './rdm6300-models.ts';

/** A 125 kHz module that only speaks, on a serial port. */
export const Rdm6300SettingsSchema = z.strictObject({
  kind: z.enum(RDM6300_MODELS),
  ...namedReader('Card reader'),
  ...onSerialPort(9_600),
  ...quietTooLong(),
});
export type Rdm6300Settings = z.infer<typeof Rdm6300SettingsSchema>;
