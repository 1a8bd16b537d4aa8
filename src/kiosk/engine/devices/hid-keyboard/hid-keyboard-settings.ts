import { z } from 'zod';
import { onHid } from '../hid/usb-device.ts';
import { WedgeSettingsSchema } from '../wedge/wedge-settings.ts';

const { kind: _, ...typing } = WedgeSettingsSchema.shape;

/** A reader that types, read from Linux itself instead of from the screen: it needs no focus, and nobody else's typing comes in between. */
export const HidKeyboardSettingsSchema = z.strictObject({
  kind: z.literal('hid-keyboard'),
  ...typing,
  ...onHid(),
});
export type HidKeyboardSettings = z.infer<typeof HidKeyboardSettingsSchema>;
