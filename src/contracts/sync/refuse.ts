import { z } from 'zod';
import type { Refuse } from '#domain/sync/frames.ts';

/** hub -> kiosk, then it hangs up. `text` is for people and stands on the kiosk's screen. */
export const RefuseSchema = z.strictObject({
  type: z.literal('refuse'),
  reason: z.enum(['revoked', 'too-old', 'not-enrolled', 'superseded', 'copied', 'bad-signature', 'busy']),
  text: z.string().max(300),
}) satisfies z.ZodType<Refuse>;
