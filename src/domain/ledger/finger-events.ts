import { z } from 'zod';
import { PersonIdSchema, SessionIdSchema } from '#domain/ids.ts';

const ReaderIdSchema = z.string().min(1).max(64);

/** The words that a person agreed to: a version of the text that the screen shows. */
export const ConsentTextSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

export const FingerRemovalReasonSchema = z.enum([
  /** The person, or somebody for them, wanted it. */
  'asked',
  /** The person isn't in the directory any more. */
  'left',
  /** The sensor has lost it. */
  'sensor-lost',
]);
export type FingerRemovalReason = z.infer<typeof FingerRemovalReasonSchema>;

/** Bodies of the events about fingers. Which place of a sensor is whose stands nowhere but in the kiosk, encrypted. */
export const FINGER_EVENT_BODIES = {
  /** Comes before the first touch: without it no finger is enrolled. */
  'finger-consented': z.strictObject({
    personId: PersonIdSchema,
    reader: ReaderIdSchema,
    text: ConsentTextSchema,
    /** Who was there and saw to it. */
    by: PersonIdSchema,
  }),
  'finger-enrolled': z.strictObject({
    personId: PersonIdSchema,
    reader: ReaderIdSchema,
    /** The text that was agreed to. */
    consent: ConsentTextSchema,
    by: PersonIdSchema,
  }),
  /** All fingers that the person had at this reader. */
  'finger-removed': z.strictObject({
    personId: PersonIdSchema,
    reader: ReaderIdSchema,
    reason: FingerRemovalReasonSchema,
    /** Null: the kiosk by itself. */
    by: PersonIdSchema.nullable(),
  }),
  /** A finger that the sensor knows nothing of, or could not make out. */
  'finger-unknown': z.strictObject({
    reader: ReaderIdSchema,
    why: z.enum(['not-found', 'unclear']),
    /** The session whose doors were open here then. */
    sessionId: SessionIdSchema.nullable(),
  }),
  /** Another sensor is in this reader's place: nobody is known to it until they are enrolled again, which the kiosk then says one by one. */
  'sensor-changed': z.strictObject({ reader: ReaderIdSchema }),
} as const;
