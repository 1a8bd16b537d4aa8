import { z } from 'zod';
import { EpochMsSchema } from '#domain/ids.ts';

/**
 * What the clocks of one machine said at one moment. `wall` is what the operating system believed and is never changed later;
 * `mono` counts milliseconds since an arbitrary start and never steps within a `boot`.
 * `hubMinusMono` is the last measured difference between the hub's clock and `mono`, so that
 * `mono + hubMinusMono` is hub time however often the wall clock stepped; null before the first measurement.
 */
export const ClockReadingSchema = z.strictObject({
  wall: EpochMsSchema,
  mono: z.int(),
  boot: z.string().regex(/^[0-9a-f]{16}$/),
  hubMinusMono: z.int().nullable(),
  uncertaintyMs: z.int().min(0).nullable(),
});
export type ClockReading = z.infer<typeof ClockReadingSchema>;
