import { z } from 'zod';
import { namedReader, onSerialPort } from '../reader-settings.ts';

/** A PN532 on a serial port (HSU): reads 13.56 MHz cards. */
export const Pn532SettingsSchema = z.strictObject({
  kind: z.literal('pn532'),
  ...namedReader('NFC reader'),
  ...onSerialPort(115_200),
});
export type Pn532Settings = z.infer<typeof Pn532SettingsSchema>;
