import { z } from 'zod';
import {
  CredentialTagSchema,
  EpochMsSchema,
  InstitutionIdSchema,
  PersonIdSchema,
  RoomIdSchema,
  SectionIdSchema,
} from '#domain/ids.ts';
import { PartialFormSchema } from '#domain/ledger/card-events.ts';
import { EnrolmentSchema } from '#domain/register/roster.ts';
import { RulesSchema } from '#domain/rules/rules.ts';
import { OccurrenceSchema } from '#domain/timetable/occurrence.ts';

/** Who and where the kiosk is, and how it looks. */
export const PlaceDocumentSchema = z.strictObject({
  kind: z.literal('place'),
  institutionId: InstitutionIdSchema,
  institution: z.string().max(200),
  brand: z.string().regex(/^#[0-9a-f]{6}$/),
  roomId: RoomIdSchema,
  room: z.string().max(80),
  timeZone: z.string().max(60),
  /** Public address of the hub, as it stands in room codes: host with port. */
  codeHost: z.string().max(253),
  codeScheme: z.enum(['https', 'http']),
  rules: RulesSchema,
  /** Set where the institution uses printed badges. */
  badges: z.literal(true).optional(),
});

/** The room's sessions, from yesterday to 21 days ahead. */
export const OccurrencesDocumentSchema = z.strictObject({
  kind: z.literal('occurrences'),
  occurrences: z.array(OccurrenceSchema).max(5_000),
});

/** One section that meets in this room. Names only for own rosters. */
export const SectionDocumentSchema = z.strictObject({
  kind: z.literal('section'),
  sectionId: SectionIdSchema,
  people: z
    .array(
      z.strictObject({
        personId: PersonIdSchema,
        name: z.string().max(200),
        studentNumber: z.string().max(60),
      }),
    )
    .max(5_000),
  enrolments: z.array(EnrolmentSchema).max(10_000),
});

/** Who may unlock here: teachers of the room's sections. `pin` is an argon2id string over HMAC-SHA256(pepper, PIN). */
export const FacultyDocumentSchema = z.strictObject({
  kind: z.literal('faculty'),
  people: z
    .array(
      z.strictObject({
        personId: PersonIdSchema,
        name: z.string().max(200),
        pin: z.string().max(300).nullable(),
      }),
    )
    .max(2_000),
});

/** Who may look after any kiosk at its screen: administrators that have a PIN, kept like those of the faculty. */
export const KeepersDocumentSchema = z.strictObject({
  kind: z.literal('keepers'),
  people: z
    .array(z.strictObject({ personId: PersonIdSchema, name: z.string().max(200), pin: z.string().max(300) }))
    .max(500),
});

/** Cards of the whole institution, or a part of them: tag, person, validity. No names. */
export const CredentialsDocumentSchema = z.strictObject({
  kind: z.literal('credentials'),
  cards: z
    .array(
      z.strictObject({
        tag: CredentialTagSchema,
        personId: PersonIdSchema,
        from: EpochMsSchema,
        to: EpochMsSchema.nullable(),
      }),
    )
    .max(200_000),
});

/**
 * What is left of cards by readers that drop bytes, of one form: the tag of that, and the tag of a card that leaves it. Only for kiosks
 * that have such readers.
 */
export const PartialsDocumentSchema = z.strictObject({
  kind: z.literal('partials'),
  form: PartialFormSchema,
  parts: z.array(z.tuple([CredentialTagSchema, CredentialTagSchema])).max(200_000),
});

/**
 * Phones of the people of this room's sections, so that their passes are verified here without a network. Public keys only.
 * The institution's others are left out: each phone that is bound would otherwise be sent to every kiosk.
 */
export const PassesDocumentSchema = z.strictObject({
  kind: z.literal('passes'),
  phones: z
    .array(
      z.strictObject({
        passId: z.string().regex(/^[0-9a-f]{10}$/),
        keyKind: z.enum(['ed25519', 'p256']),
        /** Base64url: Ed25519 raw 32 bytes; P-256 raw uncompressed 65 bytes. */
        publicKey: z.string().regex(/^[A-Za-z0-9_-]{43,87}$/),
        personId: PersonIdSchema,
        /** Confirmed from then on. */
        from: EpochMsSchema,
      }),
    )
    .max(10_000),
});

/** Where everyone's next classes are (48 h), so that "your class is in C-110" works anywhere. */
export const WhereaboutsDocumentSchema = z.strictObject({
  kind: z.literal('whereabouts'),
  classes: z
    .array(
      z.strictObject({
        room: z.string().max(80),
        course: z.string().max(200),
        startsAt: EpochMsSchema,
        endsAt: EpochMsSchema,
        people: z.array(PersonIdSchema).max(5_000),
      }),
    )
    .max(20_000),
});

/** Everything the hub computes for one kiosk. Sent as canonical JSON text; a document's hash is the SHA-256 of that text. */
export const DocumentSchema = z.discriminatedUnion('kind', [
  PlaceDocumentSchema,
  OccurrencesDocumentSchema,
  SectionDocumentSchema,
  FacultyDocumentSchema,
  KeepersDocumentSchema,
  CredentialsDocumentSchema,
  PartialsDocumentSchema,
  WhereaboutsDocumentSchema,
  PassesDocumentSchema,
]);
export type DirectoryDocument = z.infer<typeof DocumentSchema>;
export type DocumentOf<K extends DirectoryDocument['kind']> = Extract<DirectoryDocument, { kind: K }>;
