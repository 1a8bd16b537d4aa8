import { z } from 'zod';
import { EpochMsSchema, EpochSchema } from '#domain/ids.ts';
import type { HubHeartbeat, KioskHeartbeat } from '#domain/sync/frames.ts';
import {
  ClockErrorSchema,
  FeedCursorSchema,
  FeedMarkSchema,
  LedgerCheckSchema,
  ManifestMarkSchema,
  PositionSchema,
} from './fields.ts';

/** kiosk -> hub. "My head is seq n of this epoch at corrected time T", and how far it has stored what came down. */
export const KioskHeartbeatSchema = z.strictObject({
  type: z.literal('heartbeat'),
  sentAt: z.int(),
  epoch: EpochSchema,
  head: PositionSchema,
  at: EpochMsSchema.nullable(),
  clock: ClockErrorSchema.nullable(),
  check: LedgerCheckSchema.nullable(),
  acked: PositionSchema,
  feed: FeedCursorSchema,
  manifest: ManifestMarkSchema.nullable(),
}) satisfies z.ZodType<KioskHeartbeat>;

/** hub -> kiosk. Answers each of the kiosk's at once (a clock sample), and goes out by itself so that silence means a dead link. */
export const HubHeartbeatSchema = z.strictObject({
  type: z.literal('heartbeat'),
  echo: z.strictObject({ sentAt: z.int(), receivedAt: EpochMsSchema }).nullable(),
  sentAt: EpochMsSchema,
  archivedSeq: PositionSchema,
  manifest: ManifestMarkSchema,
  feed: FeedMarkSchema,
}) satisfies z.ZodType<HubHeartbeat>;
