import { z } from 'zod';
import { onHid } from '../hid/usb-device.ts';
import { namedReader } from '../reader-settings.ts';
import { parseStripePattern } from './stripe-pattern.ts';

/** A MagTek reader of magnetic stripes in HID mode. */
export const MagTekSettingsSchema = z.strictObject({
  kind: z.literal('magtek'),
  ...namedReader('Magnetic card reader'),
  ...onHid('0801:0002'),
  /** What the institution's cards look like: everything else is forgotten at once. */
  track2: z.string().transform((text, context) => {
    const pattern = parseStripePattern(text);
    if (pattern.ok) return pattern.value;
    context.addIssue({ code: 'custom', message: pattern.error });
    return z.NEVER;
  }),
});
export type MagTekSettings = z.infer<typeof MagTekSettingsSchema>;
