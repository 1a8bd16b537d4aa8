import { z } from 'zod';
import {
  DeviceIdSchema,
  EpochMsSchema,
  EventIdSchema,
  InstitutionIdSchema,
  SessionIdSchema,
} from '#domain/ids.ts';

/** What a check-in is for, as it stands in addresses: a session's id, or `kiosk-number` of an opening the hub hasn't heard of. */
export const PlaceSchema = z
  .string()
  .regex(/^([0-9a-f-]{36}|\d{1,5}-\d{1,8})$/, 'must be a session id, or kiosk-opening')
  .brand<'Place'>();
export type Place = z.infer<typeof PlaceSchema>;

/** One meeting of a class, as a student is told of it. */
export const ClassFactsSchema = z.strictObject({
  sessionId: SessionIdSchema,
  courseCode: z.string(),
  courseTitle: z.string(),
  sectionName: z.string(),
  room: z.string(),
  startsAt: EpochMsSchema,
  endsAt: EpochMsSchema,
  /** The main teacher. */
  teacher: z.string().nullable(),
});
export type ClassFacts = z.infer<typeof ClassFactsSchema>;

/** What a good code leads to. `class` is null while the hub hasn't heard of the opening: its kiosk is offline. */
export const OfferSchema = z.strictObject({
  place: PlaceSchema,
  room: z.string().nullable(),
  class: ClassFactsSchema.nullable(),
});
export type Offer = z.infer<typeof OfferSchema>;

/** GET /api/v1/check-in/about: what a phone needs to know of this hub before anyone is signed in. */
export const HubFactsSchema = z.strictObject({
  /** Stands in what phones sign. */
  institutionId: InstitutionIdSchema,
  institution: z.string(),
  brand: z.string(),
  /** IANA name. */
  timeZone: z.string(),
  /** Host with port, as it stands in room codes: the scanner takes no other. */
  host: z.string(),
});
export type HubFacts = z.infer<typeof HubFactsSchema>;

/** Why a code was not accepted. `wrong` says nothing more, so that nobody learns which part of a guess was right. */
export const CodeRefusalSchema = z.enum(['expired', 'wrong', 'too-many']);
export type CodeRefusal = z.infer<typeof CodeRefusalSchema>;

/** In the page that GET /C/{token} answers, as the content of `<meta name="muster-start">`. */
export const PageStartSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('offer'),
    /** Sealed: that this hub received a good code, and when. */
    stamp: z.string().max(1000),
    offer: OfferSchema,
    hub: HubFactsSchema,
  }),
  z.strictObject({ kind: z.literal('refused'), reason: CodeRefusalSchema, hub: HubFactsSchema }),
]);
export type PageStart = z.infer<typeof PageStartSchema>;

/** POST /api/v1/check-in/ticket: sent when the person taps, which fetchers of link previews never do. */
export const TicketRequestSchema = z.strictObject({ stamp: z.string().min(1).max(1000) });

/** POST /api/v1/check-in/scan: what the page's own scanner read. Judged and turned into a ticket in one step. */
export const ScanRequestSchema = z.strictObject({ text: z.string().min(1).max(300) });

/** POST /api/v1/check-in/typed, signed by the device: the eight digits beside the room code. */
export const TypedRequestSchema = z.strictObject({
  code: z.string().regex(/^[\d\s-]{8,20}$/, 'must be 8 digits'),
});

/**
 * The answer to all three: one check-in may now be made from this browser until `expiresAt`. The other half of the ticket is in
 * a cookie that no script can read.
 */
export const TicketSchema = z.strictObject({
  ticket: z.string(),
  expiresAt: EpochMsSchema,
  offer: OfferSchema,
  now: EpochMsSchema,
});
export type Ticket = z.infer<typeof TicketSchema>;

export const SignatureSchema = z.string().regex(/^[A-Za-z0-9_-]{86}$/, 'must be 64 bytes in base64url');

/**
 * A student's body of POST /api/v1/sessions/{place}/attendance. Sending it again after a lost answer gives the same answer,
 * and whatever became of it since.
 */
export const StudentCheckInSchema = z.strictObject({
  ticket: z.string().min(1).max(40),
  /** UUIDv7, made by the phone. */
  checkInId: EventIdSchema,
  deviceId: DeviceIdSchema,
  /** Of the device's key over `checkInText`. */
  signature: SignatureSchema,
});
export type StudentCheckIn = z.infer<typeof StudentCheckInSchema>;

/**
 * POST /api/v1/check-in/kept: a code that was scanned while the phone couldn't reach the hub, sent within a day. Always
 * provisional: by then anybody may have seen the code.
 */
export const KeptCheckInSchema = z.strictObject({
  /** As scanned. */
  code: z.string().min(1).max(300),
  /** By the phone's clock, as it last compared it with the hub's. */
  scannedAt: EpochMsSchema,
  checkInId: EventIdSchema,
  deviceId: DeviceIdSchema,
  /** Of the device's key over `keptCheckInText`. */
  signature: SignatureSchema,
});
export type KeptCheckIn = z.infer<typeof KeptCheckInSchema>;
