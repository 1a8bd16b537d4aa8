import { z } from 'zod';
import {
  CredentialTagSchema,
  DeviceIdSchema,
  EpochMsSchema,
  EpochSchema,
  EventIdSchema,
  HashSchema,
  KioskNumberSchema,
  OpeningNumberSchema,
  PersonIdSchema,
  SeqSchema,
  SessionIdSchema,
} from '#domain/ids.ts';
import { AnswerKindSchema } from '#domain/punch/answer.ts';
import { HandMarkSchema } from '#domain/register/mark-status.ts';
import { ClockReadingSchema } from '#domain/time/clock-reading.ts';
import { OccurrenceSchema } from '#domain/timetable/occurrence.ts';
import { CARD_EVENT_BODIES } from './card-events.ts';
import { FINGER_EVENT_BODIES } from './finger-events.ts';

/** How a person proved who they are. */
export const MethodSchema = z.enum(['card', 'finger', 'pass', 'badge', 'phone', 'pin', 'console', 'policy']);
export type Method = z.infer<typeof MethodSchema>;

const ReaderIdSchema = z.string().min(1).max(64);

/** How far each ledger had been received by the hub. */
const ReceivedHeadsSchema = z
  .array(z.strictObject({ kiosk: KioskNumberSchema, epoch: EpochSchema, seq: z.int().min(0) }))
  .max(64);

/** Bodies by event type. Opaque ids only: no name, number or free text ever stands in a ledger. */
export const EVENT_BODIES = {
  'epoch-started': z.strictObject({
    reason: z.enum(['new', 'rolled-back', 'forked', 'damaged']),
    previous: z.strictObject({ epoch: EpochSchema, seq: z.int().min(0), hash: HashSchema }).nullable(),
  }),
  /** In an epoch that began because of damage, after what it carried over: what became of the ledger that was damaged. */
  'ledger-healed': z.strictObject({
    /** What showed the damage. */
    found: z.enum(['missing', 'unreadable', 'structure', 'chain', 'hub-stream', 'cut-short', 'in-use']),
    /** Events that were taken over, whether the hub had them or not. */
    salvaged: z.int().min(0),
    /** Of these, had a flipped bit that their hash put right. */
    repaired: z.int().min(0),
    /** Of these, are readable, but nothing is left to prove them with. */
    unproven: z.int().min(0),
    /** The first of the unproven, by the place each is carried from. */
    unprovenAt: z.array(z.strictObject({ epoch: EpochSchema, seq: SeqSchema })).max(50),
    /** Events that could not be salvaged and were not at the hub; more of them if `mayBeMore`. */
    lost: z.int().min(0),
    mayBeMore: z.boolean(),
  }),
  /** The whole ledger was read through while the kiosk was at work, and all of it was as recorded. */
  'ledger-checked': z.strictObject({ events: z.int().min(0), tookMs: z.int().min(0) }),
  'engine-started': z.strictObject({ app: z.string().max(40) }),
  'clock-sampled': z.strictObject({ hubMinusMono: z.int(), uncertaintyMs: z.int().min(0) }),
  'clock-stepped': z.strictObject({ byMs: z.int() }),
  'reader-changed': z.strictObject({
    reader: ReaderIdSchema,
    /** `removed`: it no longer is one of this kiosk's. */
    state: z.enum(['ready', 'absent', 'quiet', 'removed']),
    detail: z.string().max(200),
  }),
  'unlock-attempted': z.strictObject({
    personId: PersonIdSchema.nullable(),
    method: MethodSchema,
    outcome: z.enum(['accepted', 'wrong-pin', 'locked-out', 'not-faculty-here']),
    sessionId: SessionIdSchema.nullable(),
  }),
  'opening-started': z.strictObject({
    sessionId: SessionIdSchema,
    number: OpeningNumberSchema,
    by: PersonIdSchema.nullable(),
    method: MethodSchema,
    /** Set for an ad-hoc session, so that everyone learns what it is from the ledger alone. */
    adHoc: OccurrenceSchema.nullable(),
  }),
  'code-visibility-changed': z.strictObject({
    sessionId: SessionIdSchema,
    shown: z.boolean(),
    by: PersonIdSchema.nullable(),
  }),
  /** Moves the close. Naming an end as superseded takes that end back. */
  'session-extended': z.strictObject({
    sessionId: SessionIdSchema,
    closesAt: EpochMsSchema,
    by: PersonIdSchema.nullable(),
    supersedes: EventIdSchema.nullable(),
  }),
  'session-ended': z.strictObject({
    sessionId: SessionIdSchema,
    by: PersonIdSchema.nullable(),
    supersedes: EventIdSchema.nullable(),
  }),
  'session-cancelled': z.strictObject({ sessionId: SessionIdSchema, by: PersonIdSchema.nullable() }),
  'session-sealed': z.strictObject({
    sessionId: SessionIdSchema,
    /** How far each ledger that could hold evidence had been received. */
    heads: ReceivedHeadsSchema,
    /** Kiosks that had not delivered when the 24 h ran out. */
    without: z.array(KioskNumberSchema).max(64),
  }),
  'session-locked': z.strictObject({
    sessionId: SessionIdSchema,
    /** What the lock rests on: whatever stands beyond these, or in another ledger, came too late and is only a proposal. */
    heads: ReceivedHeadsSchema,
    rulesVersion: z.int(),
    rosterDigest: HashSchema,
    marksDigest: HashSchema,
  }),
  presentation: z.strictObject({
    method: MethodSchema,
    reader: ReaderIdSchema,
    tag: CredentialTagSchema.nullable(),
    /** Whom the directory resolved it to then. */
    personId: PersonIdSchema.nullable(),
    /** Revision of the directory that resolved it; 0 before the first. */
    directory: z.int().min(0),
    /** The session whose doors were open here then. */
    sessionId: SessionIdSchema.nullable(),
    answer: AnswerKindSchema,
  }),
  /** A pass was held to the camera that stands for nobody's presence. */
  'pass-refused': z.strictObject({
    reader: ReaderIdSchema,
    /** Whose phone signed it; null when it is no phone known here. */
    personId: PersonIdSchema.nullable(),
    why: z.enum(['unknown', 'expired', 'future', 'used', 'unconfirmed']),
    sessionId: SessionIdSchema.nullable(),
  }),
  'phone-check-in': z.strictObject({
    checkInId: EventIdSchema,
    /** Null while the hub has not heard of the opening; found by `opening` later. */
    sessionId: SessionIdSchema.nullable(),
    opening: z.strictObject({ kiosk: KioskNumberSchema, number: OpeningNumberSchema }),
    personId: PersonIdSchema,
    deviceId: DeviceIdSchema,
    /** When the hub first received the code: what lateness is judged by. */
    scannedAt: EpochMsSchema,
    via: z.enum(['code', 'typed']),
    /** The whole check-in as the phone signed it, so that it can be verified by anyone who has the device's key. */
    signed: z.string().max(2000),
    signature: z.string().max(200),
    provisional: z.boolean(),
    flags: z.array(z.enum(['new-device', 'shared-device', 'network-changed', 'old-step'])).max(8),
  }),
  'mark-set': z.strictObject({
    sessionId: SessionIdSchema,
    personId: PersonIdSchema,
    status: HandMarkSchema,
    reason: z.enum([
      'forgot-card',
      'reader-refused',
      'seen-in-class',
      'left-early',
      'excused',
      'duty',
      'mistake',
      'other',
    ]),
    /** Salted SHA-256 of a note that is kept in an erasable table. */
    note: HashSchema.nullable(),
    by: PersonIdSchema,
    supersedes: EventIdSchema.nullable(),
  }),
  ...CARD_EVENT_BODIES,
  ...FINGER_EVENT_BODIES,
} as const;

export type EventType = keyof typeof EVENT_BODIES;
export type EventBody<T extends EventType> = z.infer<(typeof EVENT_BODIES)[T]>;

/** Around every body. `carriedFrom` is set on an event that an older epoch of the same kiosk held and the hub may have lacked. */
export const EnvelopeSchema = z.strictObject({
  kiosk: KioskNumberSchema,
  epoch: EpochSchema,
  seq: SeqSchema,
  id: EventIdSchema,
  type: z.string().min(1).max(40),
  v: z.int().min(1),
  clock: ClockReadingSchema,
  body: z.unknown(),
  carriedFrom: z.strictObject({ epoch: EpochSchema, seq: SeqSchema }).optional(),
});
export type Envelope = z.infer<typeof EnvelopeSchema>;

/** An envelope whose type and body this program knows. */
export type LedgerEvent = {
  readonly [T in EventType]: Omit<Envelope, 'type' | 'body'> & {
    readonly type: T;
    readonly body: EventBody<T>;
  };
}[EventType];
