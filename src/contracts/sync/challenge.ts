import { z } from 'zod';
import type { Challenge } from '#domain/sync/frames.ts';
import { KeyIdSchema, NonceSchema, VersionRangeSchema } from './fields.ts';

/** hub -> kiosk, first of all: which hub this is, and a nonce that the kiosk's hello must cover. */
export const ChallengeSchema = z.strictObject({
  type: z.literal('challenge'),
  v: VersionRangeSchema,
  keyId: KeyIdSchema,
  nonce: NonceSchema,
}) satisfies z.ZodType<Challenge>;
