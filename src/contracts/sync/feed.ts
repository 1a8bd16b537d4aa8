import { z } from 'zod';
import type { Feed, FetchFeed } from '#domain/sync/frames.ts';
import { GenerationSchema, HubRunSchema } from '#domain/sync/frames.ts';
import { MAX_EVENTS_PER_FRAME, MAX_FRAME_BYTES } from '#domain/sync/limits.ts';
import { PositionSchema, SealedEventSchema } from './fields.ts';

/** kiosk -> hub. Asks for hub events after its cursor; also says that everything up to there is on its disk. */
export const FetchFeedSchema = z.strictObject({
  type: z.literal('fetch-feed'),
  generation: GenerationSchema,
  after: PositionSchema,
  /** How much the answer may have, though it always has one event if there is one. */
  maxBytes: z.int().min(1).max(MAX_FRAME_BYTES),
}) satisfies z.ZodType<FetchFeed>;

/** hub -> kiosk. Events of the hub (and of the kiosk's own older epochs) that touch its sessions, in the hub's order. */
export const FeedSchema = z.strictObject({
  type: z.literal('feed'),
  generation: GenerationSchema,
  run: HubRunSchema,
  after: PositionSchema,
  events: z.array(SealedEventSchema).max(MAX_EVENTS_PER_FRAME),
  position: PositionSchema,
}) satisfies z.ZodType<Feed>;
