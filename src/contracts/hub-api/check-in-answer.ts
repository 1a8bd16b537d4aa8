import { z } from 'zod';
import { ClassFactsSchema } from '#contracts/hub-api/check-in.ts';
import { StandingSchema } from '#contracts/hub-api/statistics.ts';
import { EpochMsSchema, EventIdSchema } from '#domain/ids.ts';
import { MethodSchema } from '#domain/ledger/event.ts';
import { MarkStatusSchema } from '#domain/register/mark-status.ts';

/** Where a student stands in a section, and the percentage below which they may not sit the exam. */
export const OwnStandingSchema = StandingSchema.extend({ neededPercent: z.int().min(0).max(100) });
export type OwnStanding = z.infer<typeof OwnStandingSchema>;

/** Proof for the student, signed by the hub. */
export const ReceiptSchema = z.strictObject({
  /** To read aloud: `7F3K-91QD`. */
  code: z.string(),
  /** Compact JWS (EdDSA), to be checked with the keys at /.well-known/jwks.json. */
  jws: z.string(),
});
export type Receipt = z.infer<typeof ReceiptSchema>;

/** The mark as it stands, with the instants it was judged by. */
export const OwnMarkSchema = z.strictObject({
  status: MarkStatusSchema,
  method: MethodSchema.nullable(),
  arrivedAt: EpochMsSchema.nullable(),
  minutesLate: z.int().min(0),
  /** Later than this whole second is late; later than `cutOffAt` no longer counts. */
  lateFrom: EpochMsSchema,
  cutOffAt: EpochMsSchema,
  /** In words, with the rule's version. */
  explanation: z.string(),
});
export type OwnMark = z.infer<typeof OwnMarkSchema>;

const taken = {
  checkInId: EventIdSchema,
  /** When the hub received the code. */
  at: EpochMsSchema,
  receipt: ReceiptSchema,
};
const counted = {
  ...taken,
  class: ClassFactsSchema,
  mark: OwnMarkSchema,
  standing: OwnStandingSchema.nullable(),
};

export const ProvisionalReasonSchema = z.enum([
  /** The kiosk is offline and hasn't told what it opened. */
  'opening-unknown',
  /** This phone replaced another one lately. */
  'new-device',
  /** This phone checked somebody else in to the same class. */
  'shared-device',
  /** The phone couldn't reach the hub when it scanned the code. */
  'kept',
]);
export type ProvisionalReason = z.infer<typeof ProvisionalReasonSchema>;

/** The answer to a student's check-in. Whatever it says, the check-in is on the hub's disk. */
export const CheckInAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recorded'), ...counted }),
  /** There was an earlier proof, by whatever method. */
  z.strictObject({ kind: z.literal('already-recorded'), ...counted }),
  z.strictObject({
    kind: z.literal('provisional'),
    ...taken,
    because: ProvisionalReasonSchema,
    room: z.string().nullable(),
    /** Null while the opening is unknown. */
    class: ClassFactsSchema.nullable(),
    mark: OwnMarkSchema.nullable(),
    standing: OwnStandingSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('not-enrolled'),
    ...taken,
    class: ClassFactsSchema,
    /** The class of theirs that is on now or comes next today. */
    elsewhere: ClassFactsSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('not-open'),
    ...taken,
    class: ClassFactsSchema,
    because: z.enum(['too-early', 'closed', 'ended', 'cancelled']),
    /** When it opens or closed; null when cancelled. */
    boundary: EpochMsSchema.nullable(),
  }),
]);
export type CheckInAnswer = z.infer<typeof CheckInAnswerSchema>;

/** POST /api/v1/receipts/verify. */
export const VerifyReceiptSchema = z.strictObject({ receipt: z.string().min(1).max(8000) });

/** What a receipt of this hub says; `known` is false if the database was put back from an older copy since. */
export const VerifiedReceiptSchema = z.discriminatedUnion('valid', [
  z.strictObject({ valid: z.literal(false), reason: z.string() }),
  z.strictObject({
    valid: z.literal(true),
    code: z.string(),
    checkInId: EventIdSchema,
    at: EpochMsSchema,
    known: z.boolean(),
  }),
]);
export type VerifiedReceipt = z.infer<typeof VerifiedReceiptSchema>;

/**
 * POST /api/v1/receipts: what a phone holds, presented again because the hub's database was put back from an older copy. A
 * receipt holds its whole check-in, so those that are missing are recorded again as they were.
 */
export const PresentReceiptsSchema = z.strictObject({
  receipts: z.array(z.string().min(1).max(8000)).min(1).max(50),
});
export const PresentedReceiptsSchema = z.strictObject({ valid: z.int().min(0), takenBack: z.int().min(0) });
