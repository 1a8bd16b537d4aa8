import { z } from 'zod';
import { EpochMsSchema, PersonIdSchema } from '#domain/ids.ts';

/** Somebody who may prove at the screen who they are. */
export const FacultyChoiceSchema = z.strictObject({
  personId: PersonIdSchema,
  name: z.string(),
  hasPin: z.boolean(),
});
export type FacultyChoice = z.infer<typeof FacultyChoiceSchema>;

/** What became of the last PIN. */
export const UnlockAttemptSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle') }),
  z.strictObject({ kind: z.literal('checking') }),
  z.strictObject({ kind: z.literal('wrong'), triesLeft: z.int().min(0) }),
  z.strictObject({ kind: z.literal('locked-out'), until: EpochMsSchema }),
]);
export type UnlockAttempt = z.infer<typeof UnlockAttemptSchema>;
