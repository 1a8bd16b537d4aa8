import { z } from 'zod';
import { EpochSchema, HashSchema } from '#domain/ids.ts';
import type { Ack, Fork, Gap, Push, Wait } from '#domain/sync/frames.ts';
import { MAX_EVENTS_PER_FRAME } from '#domain/sync/limits.ts';
import { EventTextSchema, LedgerPointSchema, PositionSchema, SignatureSchema } from './fields.ts';

/** kiosk -> hub. Events in ledger order, oldest first; sending one twice is harmless. At most one is unanswered at a time. */
export const PushSchema = z.strictObject({
  type: z.literal('push'),
  epoch: EpochSchema,
  from: z.int().min(1),
  /** Event texts exactly as hashed; parsed only after the chain holds. */
  events: z.array(EventTextSchema).min(1).max(MAX_EVENTS_PER_FRAME),
  /** The chain's head after the last of them, signed by the kiosk. */
  head: z.strictObject({ seq: z.int().min(1), hash: HashSchema, signature: SignatureSchema }),
  /** Events the kiosk holds beyond this frame. */
  more: PositionSchema,
}) satisfies z.ZodType<Push>;

/** hub -> kiosk. Everything up to and including `seq`, ending in this hash, is on the hub's disk. */
export const AckSchema = z.strictObject({
  type: z.literal('ack'),
  epoch: EpochSchema,
  seq: PositionSchema,
  hash: HashSchema,
}) satisfies z.ZodType<Ack>;

/** hub -> kiosk. Many kiosks are catching up at once: send the push that began at `from` again after that time. */
export const WaitSchema = z.strictObject({
  type: z.literal('wait'),
  from: z.int().min(1),
  retryAfterMs: z.int().min(1).max(60_000),
}) satisfies z.ZodType<Wait>;

/** hub -> kiosk. The push began beyond the hub's head. */
export const GapSchema = z.strictObject({
  type: z.literal('gap'),
  epoch: EpochSchema,
  head: LedgerPointSchema,
}) satisfies z.ZodType<Gap>;

/** hub -> kiosk. The hub holds another chain under this epoch. */
export const ForkSchema = z.strictObject({
  type: z.literal('fork'),
  epoch: EpochSchema,
  head: LedgerPointSchema,
}) satisfies z.ZodType<Fork>;
