import { z } from 'zod';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuid = () => z.string().regex(UUID, 'must be a lower-case UUID');

/** Opaque: says nothing about the person, so it may stand in ledgers that are never erased. */
export const PersonIdSchema = uuid().brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonIdSchema>;

export const CourseIdSchema = uuid().brand<'CourseId'>();
export type CourseId = z.infer<typeof CourseIdSchema>;

export const SectionIdSchema = uuid().brand<'SectionId'>();
export type SectionId = z.infer<typeof SectionIdSchema>;

export const RoomIdSchema = uuid().brand<'RoomId'>();
export type RoomId = z.infer<typeof RoomIdSchema>;

/** What is attended. Scheduled: UUIDv5 of the timetable occurrence, so that everyone who opens it offline means the same. Ad hoc: UUIDv7. */
export const SessionIdSchema = uuid().brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionIdSchema>;

export const InstitutionIdSchema = uuid().brand<'InstitutionId'>();
export type InstitutionId = z.infer<typeof InstitutionIdSchema>;

/** UUIDv7. */
export const EventIdSchema = uuid().brand<'EventId'>();
export type EventId = z.infer<typeof EventIdSchema>;

/** A student's browser, bound at first sign-in. */
export const DeviceIdSchema = uuid().brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceIdSchema>;

/** Origin 0 is the hub itself; kiosks get 1 to 65,535 at enrolment and keep theirs for good. */
export const KioskNumberSchema = z.int().min(0).max(0xffff).brand<'KioskNumber'>();
export type KioskNumber = z.infer<typeof KioskNumberSchema>;
export const HUB_ORIGIN = 0 as KioskNumber;

/** The origin's own counter of openings; 24 bits because that is its place in the room code. */
export const OpeningNumberSchema = z.int().min(1).max(0xffffff).brand<'OpeningNumber'>();
export type OpeningNumber = z.infer<typeof OpeningNumberSchema>;

/** 64 random bits in hex, new for each ledger file. */
export const EpochSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'must be 16 hex digits')
  .brand<'Epoch'>();
export type Epoch = z.infer<typeof EpochSchema>;

/** Dense from 1 within an epoch. */
export const SeqSchema = z.int().min(1).brand<'Seq'>();
export type Seq = z.infer<typeof SeqSchema>;

/** SHA-256 in hex. */
export const HashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
  .brand<'Hash'>();
export type Hash = z.infer<typeof HashSchema>;

/** HMAC-SHA256 of a canonical card number under the institution's card key, first 16 bytes, in hex. */
export const CredentialTagSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'must be 32 hex digits')
  .brand<'CredentialTag'>();
export type CredentialTag = z.infer<typeof CredentialTagSchema>;

/**
 * The end of the year 9999. No clock of ours shows more, and so far from the ends of what calendars can reckon with, a day or
 * a term more or less never leads beyond them.
 */
export const LAST_MS = 253_402_300_799_999;

/** Milliseconds since 1970-01-01T00:00Z. */
export const EpochMsSchema = z.int().min(-LAST_MS).max(LAST_MS).brand<'EpochMs'>();
export type EpochMs = z.infer<typeof EpochMsSchema>;
