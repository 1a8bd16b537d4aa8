import { z } from 'zod';

/** What the person standing at the reader is told. Stored with the presentation as "this was shown"; marks are never read from it. */
export const AnswerKindSchema = z.enum([
  /** In time. */
  'present',
  'late',
  /** Kept as evidence; the mark stays absent unless faculty overrules. */
  'after-cut-off',
  /** The doors are open but nobody has unlocked yet. */
  'noted',
  'already-recorded',
  'not-enrolled',
  /** Enrolled in a class that is on elsewhere now or soon. */
  'wrong-room',
  'unknown-card',
  /** The reader's number fits several cards. */
  'ambiguous-card',
  /** A pass of a phone that isn't known in this room. */
  'unknown-pass',
  /** A pass that was shown before or is too old: a picture of one, mostly. */
  'expired-pass',
  /** A phone that has just replaced another one shows passes after a card tap or a day. */
  'unconfirmed-phone',
  /** A finger that the sensor knows nothing of, or could not make out. */
  'unknown-finger',
  /** Nothing is on here. */
  'no-session',
  /** A member of faculty, recognised: unlocks instead of being marked. */
  'faculty',
]);
export type AnswerKind = z.infer<typeof AnswerKindSchema>;
