import { z } from 'zod';
import { namedReader, onSerialPort } from '../reader-settings.ts';

/** An ELATEC TWN4 with the simple protocol's firmware. By USB its speed doesn't matter. */
export const Twn4SettingsSchema = z.strictObject({
  kind: z.literal('twn4'),
  ...namedReader('Card reader'),
  ...onSerialPort(9_600),
});
export type Twn4Settings = z.infer<typeof Twn4SettingsSchema>;
