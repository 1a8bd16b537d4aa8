import { z } from 'zod';
import { EpochMsSchema, EpochSchema, KioskNumberSchema } from '#domain/ids.ts';
import type { Hello } from '#domain/sync/frames.ts';
import {
  FeedCursorSchema,
  LedgerPointSchema,
  ManifestMarkSchema,
  NonceSchema,
  SignatureSchema,
  VersionRangeSchema,
} from './fields.ts';

/** kiosk -> hub, answers the challenge: who it is, what it holds, and a signature over both nonces and all of this. */
export const HelloSchema = z.strictObject({
  type: z.literal('hello'),
  v: VersionRangeSchema,
  kiosk: KioskNumberSchema,
  app: z.string().max(40),
  start: z.string().regex(/^[0-9a-f]{16}$/),
  epoch: EpochSchema,
  head: LedgerPointSchema,
  acked: LedgerPointSchema,
  feed: FeedCursorSchema,
  manifest: ManifestMarkSchema.nullable(),
  clock: z.strictObject({ boot: z.string().regex(/^[0-9a-f]{16}$/), wall: EpochMsSchema, mono: z.int() }),
  nonce: NonceSchema,
  signature: SignatureSchema,
}) satisfies z.ZodType<Hello>;
