import { z } from 'zod';
import { namedReader } from '../reader-settings.ts';

/** Contactless readers that the system itself knows as smart-card readers: ACR122U and nearly any other. */
export const PcscSettingsSchema = z.strictObject({
  kind: z.literal('pcsc'),
  ...namedReader('Card reader'),
  /** A part of the reader's own name, where not all that are plugged in are meant: "ACR122U". */
  reader: z.string().min(1).max(100).optional(),
});
export type PcscSettings = z.infer<typeof PcscSettingsSchema>;
