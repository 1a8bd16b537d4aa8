import { z } from 'zod';
import { PersonIdSchema } from '#domain/ids.ts';

/** Somebody whose finger may be enrolled here. */
export const FingerPersonSchema = z.strictObject({
  personId: PersonIdSchema,
  /** Null: not known by name here any more. */
  name: z.string().nullable(),
  studentNumber: z.string(),
  /** `again`: was enrolled at a sensor that was replaced, or has forgotten. */
  fingers: z.enum(['none', 'enrolled', 'again']),
});
export type FingerPerson = z.infer<typeof FingerPersonSchema>;

/** What to do better at the next touch. */
export const TouchAdviceSchema = z.enum(['too-dry', 'too-wet', 'unclear', 'too-small', 'moved', 'different']);

export const FingerFailureSchema = z.enum([
  'nobody-came',
  'cancelled',
  'too-many-tries',
  'full',
  'sensor-failed',
  'not-kept',
]);
export type FingerFailure = z.infer<typeof FingerFailureSchema>;

const ReaderChoiceSchema = z.strictObject({ id: z.string(), name: z.string() });

/** Enrolling fingers with the person's consent, and forgetting them. */
export const FingersPageSchema = z.strictObject({
  name: z.literal('fingers'),
  /** Whose sensor answers. */
  readers: z.array(ReaderChoiceSchema),
  step: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('choosing'),
      people: z.array(FingerPersonSchema),
      /** Whose fingers were just forgotten. */
      removed: z.string().nullable(),
    }),
    /** The person reads what is done with their finger, and agrees or doesn't. */
    z.strictObject({ kind: z.literal('asking'), name: z.string() }),
    z.strictObject({
      kind: z.literal('touching'),
      name: z.string(),
      reader: z.string(),
      /** What the person is to do now; `wait`: the sensor is at work. */
      now: z.enum(['wait', 'lift', 'first-touch', 'second-touch']),
      /** Of the two touches, those that the sensor has. */
      touches: z.int().min(0).max(1),
      advice: TouchAdviceSchema.nullable(),
    }),
    z.strictObject({ kind: z.literal('enrolled'), name: z.string() }),
    /** The sensor knows the finger: as the person's own, or as that of somebody (null: not known by name here). */
    z.strictObject({
      kind: z.literal('known'),
      name: z.string(),
      isOwn: z.boolean(),
      whose: z.string().nullable(),
    }),
    z.strictObject({ kind: z.literal('failed'), name: z.string(), reason: FingerFailureSchema }),
    z.strictObject({ kind: z.literal('removing'), name: z.string().nullable() }),
  ]),
});
export type FingersPage = z.infer<typeof FingersPageSchema>;

export const FingersActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('choose'), personId: PersonIdSchema }),
  /** The person agrees; the finger is laid on this reader. Also tries again with whoever agreed a moment ago. */
  z.strictObject({ type: z.literal('agree'), reader: z.string().max(64) }),
  z.strictObject({ type: z.literal('ask-removal'), personId: PersonIdSchema }),
  z.strictObject({ type: z.literal('remove') }),
  /** Back to the list, from wherever; ends what was begun. */
  z.strictObject({ type: z.literal('back') }),
]);
export type FingersAction = z.infer<typeof FingersActionSchema>;
