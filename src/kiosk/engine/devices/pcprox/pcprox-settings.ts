import { z } from 'zod';
import { onHid } from '../hid/usb-device.ts';
import { namedReader } from '../reader-settings.ts';

/** An rf IDeas pcProx for HID Prox cards of 26 bits. */
export const PcProxSettingsSchema = z.strictObject({
  kind: z.literal('pcprox'),
  ...namedReader('Card reader'),
  ...onHid('0c27:3bfa'),
});
export type PcProxSettings = z.infer<typeof PcProxSettingsSchema>;
