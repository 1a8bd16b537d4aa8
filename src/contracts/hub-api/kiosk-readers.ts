import { z } from 'zod';
import { EpochMsSchema } from '#domain/ids.ts';

const TroubleSchema = z.enum(['absent', 'quiet']);

/** GET /api/v1/kiosks/:number/readers (admin): how a kiosk's readers are and were, as its ledger says. Times are corrected as well as they were at receipt. */
export const KioskReadersSchema = z.strictObject({
  /** Those that it has told of since its program was last started. */
  readers: z.array(
    z.strictObject({
      reader: z.string(),
      state: z.enum(['ready', ...TroubleSchema.options]),
      /** Since when; of one that is ready perhaps earlier, before the program's last start. */
      since: EpochMsSchema,
      detail: z.string(),
    }),
  ),
  /** Of the last 30 days, newest first, a hundred at most. `to` null: it lasts, and the reader is among the above. */
  gaps: z
    .array(
      z.strictObject({
        reader: z.string(),
        state: TroubleSchema,
        from: EpochMsSchema,
        to: EpochMsSchema.nullable(),
        detail: z.string(),
      }),
    )
    .max(100),
});
export type KioskReaders = z.infer<typeof KioskReadersSchema>;
