import { z } from 'zod';
import type { Offer, OfferStored } from '#domain/sync/frames.ts';
import { GenerationSchema } from '#domain/sync/frames.ts';
import { MAX_EVENTS_PER_FRAME } from '#domain/sync/limits.ts';
import { PositionSchema, SealedEventSchema } from './fields.ts';

/** kiosk -> hub. Hub events the kiosk kept, for a hub of a new generation: it was put back from a copy and may lack them. */
export const OfferSchema = z.strictObject({
  type: z.literal('offer'),
  generation: GenerationSchema,
  events: z.array(SealedEventSchema).max(MAX_EVENTS_PER_FRAME),
  next: PositionSchema,
}) satisfies z.ZodType<Offer>;

/** hub -> kiosk. The offered events up to `next` are on the hub's disk; its feed for this kiosk reaches to `position` with them. */
export const OfferStoredSchema = z.strictObject({
  type: z.literal('offer-stored'),
  generation: GenerationSchema,
  next: PositionSchema,
  position: PositionSchema,
}) satisfies z.ZodType<OfferStored>;
