import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import {
  EpochMsSchema,
  EpochSchema,
  InstitutionIdSchema,
  type KioskNumber,
  KioskNumberSchema,
  RoomIdSchema,
} from '#domain/ids.ts';

const Base64UrlSchema = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');

/** POST /api/v1/kiosks/enrolment-codes (admin). */
export const NewEnrolmentCodeSchema = z.strictObject({
  roomId: RoomIdSchema,
  name: z.string().trim().min(1).max(80),
});

/** Told once; only its hash is kept. */
export const EnrolmentCodeSchema = z.strictObject({ code: z.string(), expiresAt: EpochMsSchema });
export type EnrolmentCode = z.infer<typeof EnrolmentCodeSchema>;

/** POST /api/v1/kiosks/enrol: what a machine sends that wants to become a kiosk. */
export const EnrolRequestSchema = z.strictObject({
  code: z.string().min(4).max(40),
  /** Raw Ed25519 public key, 32 bytes. */
  publicKey: Base64UrlSchema.length(43),
  name: z.string().trim().min(1).max(80).optional(),
  /**
   * A machine that is a kiosk of this hub already, perhaps one that was shut out: it keeps its number, and with it its
   * ledger. `formerKioskText` signed by its old key; two when it can't know which one the hub has, because an earlier
   * answer never reached it.
   */
  former: z
    .strictObject({
      kiosk: KioskNumberSchema,
      signatures: z.array(Base64UrlSchema.length(86)).min(1).max(2),
    })
    .optional(),
});
export type EnrolRequest = z.infer<typeof EnrolRequestSchema>;

/** What a machine signs to be the same kiosk under a new key. */
export function formerKioskText(
  kiosk: KioskNumber,
  { code, publicKey }: Pick<EnrolRequest, 'code' | 'publicKey'>,
): string {
  return canonicalJson({ for: 'muster-former-kiosk', kiosk, code, publicKey });
}

/** All keys are base64url of 32 bytes. */
export const EnrolResponseSchema = z.strictObject({
  kiosk: KioskNumberSchema,
  institutionId: InstitutionIdSchema,
  institution: z.string(),
  /** The hub's raw Ed25519 public key, which the kiosk pins. */
  hubKey: Base64UrlSchema.length(43),
  /** Master key of this kiosk's room codes. */
  codeSecret: Base64UrlSchema.length(43),
  /** The institution's key for the tags of card numbers. */
  cardKey: Base64UrlSchema.length(43),
  pinPepper: Base64UrlSchema.length(43),
  /** `ws:` or `wss:` address of the sync socket. */
  syncUrl: z.string().max(300),
});
export type EnrolResponse = z.infer<typeof EnrolResponseSchema>;

export const KioskSchema = z.strictObject({
  number: KioskNumberSchema,
  name: z.string(),
  roomId: RoomIdSchema.nullable(),
  room: z.string().nullable(),
  enrolledAt: EpochMsSchema,
  revokedAt: EpochMsSchema.nullable(),
  /** Connected at this moment. */
  online: z.boolean(),
  lastContactAt: EpochMsSchema.nullable(),
  /** Events it holds that the hub has not confirmed, as it said at last contact. */
  backlog: z.int().min(0),
  epoch: EpochSchema.nullable(),
  app: z.string().nullable(),
  /** Its wall clock minus the hub's time; null: it hasn't compared them yet. */
  clock: z.strictObject({ offsetMs: z.int(), uncertaintyMs: z.int().min(0) }).nullable(),
  /** When it last read through its own ledger, and what it found; null: it hasn't told. */
  check: z.strictObject({ at: EpochMsSchema, outcome: z.enum(['sound', 'healed']) }).nullable(),
  /** How many ledgers it has begun, and why and when (by the hub's clock) the last; null: none has come yet. */
  ledgers: z
    .strictObject({
      count: z.int().min(1),
      reason: z.enum(['new', 'rolled-back', 'forked', 'damaged']),
      at: EpochMsSchema,
      /** Events that healing the last one could not save and that never came to the hub; null: it was not healed. */
      lost: z.strictObject({ atLeast: z.int().min(0), mayBeMore: z.boolean() }).nullable(),
    })
    .nullable(),
  /** Two machines with its identity were seen lately. */
  copied: z.boolean(),
  /** Cards held to it in the last seven days that nobody could be found for. */
  unknownCards: z.int().min(0),
  /** Events kept, but not believed: unreadable, misnamed, or changed when they were carried over. */
  flaggedEvents: z.int().min(0),
});
export type Kiosk = z.infer<typeof KioskSchema>;

/** GET /api/v1/kiosks (admin). */
export const KiosksSchema = z.strictObject({ kiosks: z.array(KioskSchema), now: EpochMsSchema });
export type Kiosks = z.infer<typeof KiosksSchema>;
