import { z } from 'zod';
import { EpochMsSchema } from '#domain/ids.ts';
import type { Welcome } from '#domain/sync/frames.ts';
import { GenerationSchema } from '#domain/sync/frames.ts';
import { LedgerPointSchema, PositionSchema, SignatureSchema } from './fields.ts';

/** hub -> kiosk, answers the hello: where the hub stands. Signed by the key the kiosk pinned at enrolment. */
export const WelcomeSchema = z.strictObject({
  type: z.literal('welcome'),
  v: z.int().min(1),
  head: LedgerPointSchema,
  archivedSeq: PositionSchema,
  highestOpening: z.int().min(0).max(0xffffff),
  generation: GenerationSchema,
  timings: z.strictObject({ heartbeatMs: z.int().min(1), deadMs: z.int().min(1) }),
  now: EpochMsSchema,
  nextHubKey: z.string().max(64).nullable(),
  signature: SignatureSchema,
}) satisfies z.ZodType<Welcome>;
