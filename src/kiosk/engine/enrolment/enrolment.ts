import { z } from 'zod';
import { type EnrolResponse, EnrolResponseSchema } from '#contracts/hub-api/kiosks.ts';
import type { InstitutionId, KioskNumber } from '#domain/ids.ts';
import type { KeyStore } from '#platform/keys.ts';

/** Who this kiosk is and whom it trusts, since the hub took it in. Keys are 32 raw bytes. */
export type Enrolment = {
  readonly kiosk: KioskNumber;
  readonly institutionId: InstitutionId;
  readonly institution: string;
  readonly hubUrl: string;
  readonly syncUrl: string;
  /** The hub's Ed25519 public key. */
  readonly hubKey: Uint8Array;
  /** Master key of this kiosk's room codes. */
  readonly codeSecret: Uint8Array;
  /** The institution's key for the tags of card numbers. */
  readonly cardKey: Uint8Array;
  readonly pinPepper: Uint8Array;
};

const SECRETS = {
  hubKey: 'hub-key',
  codeSecret: 'code-secret',
  cardKey: 'card-key',
  pinPepper: 'pin-pepper',
} as const;
const RECORD = 'enrolment';

const RecordSchema = EnrolResponseSchema.pick({
  kiosk: true,
  institutionId: true,
  institution: true,
  syncUrl: true,
}).extend({ hubUrl: z.string() });

/** Keeps what the hub answered. All of it or nothing is there after a power cut. */
export function keepEnrolment(
  keys: KeyStore,
  hubUrl: string,
  answer: EnrolResponse,
  more: Readonly<Record<string, Uint8Array>> = {},
): Enrolment {
  const { kiosk, institutionId, institution, syncUrl } = answer;
  const record: z.infer<typeof RecordSchema> = { kiosk, institutionId, institution, syncUrl, hubUrl };
  const secret = (name: keyof typeof SECRETS) => Uint8Array.from(Buffer.from(answer[name], 'base64url'));
  keys.putAll({
    [RECORD]: Buffer.from(JSON.stringify(record)),
    [SECRETS.hubKey]: secret('hubKey'),
    [SECRETS.codeSecret]: secret('codeSecret'),
    [SECRETS.cardKey]: secret('cardKey'),
    [SECRETS.pinPepper]: secret('pinPepper'),
    ...more,
  });
  const kept = enrolmentIn(keys);
  if (kept === undefined) throw new Error('the enrolment was not kept');
  return kept;
}

/** `undefined`: this machine is no kiosk yet. */
export function enrolmentIn(keys: KeyStore): Enrolment | undefined {
  const record = keys.get(RECORD);
  const hubKey = keys.get(SECRETS.hubKey);
  const codeSecret = keys.get(SECRETS.codeSecret);
  const cardKey = keys.get(SECRETS.cardKey);
  const pinPepper = keys.get(SECRETS.pinPepper);
  if (record === undefined || hubKey === undefined || codeSecret === undefined) return undefined;
  if (cardKey === undefined || pinPepper === undefined) return undefined;
  const read = RecordSchema.parse(JSON.parse(Buffer.from(record).toString('utf8')));
  return { ...read, hubKey, codeSecret, cardKey, pinPepper };
}
