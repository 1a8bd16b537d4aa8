import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { CompactSign, calculateJwkThumbprint, compactVerify, type JWK } from 'jose';
import { z } from 'zod';
import type { Receipt } from '#contracts/hub-api/check-in-answer.ts';
import type { DeviceKey } from '#contracts/hub-api/devices.ts';
import { DeviceKeySchema } from '#contracts/hub-api/devices.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import {
  EpochSchema,
  type EventId,
  EventIdSchema,
  InstitutionIdSchema,
  PersonIdSchema,
  SeqSchema,
} from '#domain/ids.ts';
import { EVENT_BODIES } from '#domain/ledger/event.ts';
import { HUB_SIGNING_KEY, type HubKeys } from '../hub-keys.ts';

/** Says in the JWS header what kind of thing was signed, so that no other signature of this key passes for a receipt. */
const TYPE = 'muster-receipt+jws';

/** What a receipt says: the whole check-in as the phone signed it, and where it stands in the hub's ledger. */
export const ReceiptContentSchema = z.strictObject({
  iss: InstitutionIdSchema,
  sub: PersonIdSchema,
  /** The check-in's id. */
  jti: EventIdSchema,
  /** Seconds since 1970, as in every JWT: when the code was received. */
  iat: z.int(),
  code: z.string(),
  entry: z.strictObject({ id: EventIdSchema, epoch: EpochSchema, seq: SeqSchema }),
  checkIn: EVENT_BODIES['phone-check-in'],
  /** Null where the hub's database was put back to before the phone was bound. */
  deviceKey: DeviceKeySchema.nullable(),
});
export type ReceiptContent = z.infer<typeof ReceiptContentSchema>;

/** The key receipts are signed with, in the forms that signing and publishing need. */
export type ReceiptKey = { readonly privateKey: KeyObject; readonly publicJwk: JWK; readonly keyId: string };

export async function receiptKey(keys: HubKeys): Promise<ReceiptKey> {
  const pkcs8 = keys.store.get(HUB_SIGNING_KEY);
  if (pkcs8 === undefined) throw new Error('the hub has no signing key');
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' });
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' }) as JWK;
  const keyId = await calculateJwkThumbprint(jwk);
  return { privateKey, keyId, publicJwk: { ...jwk, kid: keyId, alg: 'EdDSA', use: 'sig' } };
}

export type ReceiptInput = Omit<ReceiptContent, 'sub' | 'jti' | 'iat' | 'code' | 'deviceKey'> & {
  readonly deviceKey: DeviceKey | null;
};

/** Ed25519 is deterministic, so the same check-in has the same receipt whenever it is asked for. */
export async function makeReceipt(key: ReceiptKey, input: ReceiptInput): Promise<Receipt> {
  const { checkIn, iss, entry, deviceKey } = input;
  const { checkInId: jti, personId: sub, scannedAt } = checkIn;
  const code = receiptCode(jti);
  const content: ReceiptContent = {
    ...{ iss, sub, jti, code, entry, checkIn, deviceKey },
    iat: Math.floor(scannedAt / 1_000),
  };
  const jws = await new CompactSign(utf8(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.keyId, typ: TYPE })
    .sign(key.privateKey);
  return { code, jws };
}

/** What a receipt says, if this hub signed it. */
export async function readReceipt(key: ReceiptKey, jws: string): Promise<ReceiptContent | undefined> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, createPublicKey(key.privateKey), {
      algorithms: ['EdDSA'],
    });
    if (protectedHeader.typ !== TYPE) return undefined;
    const content = ReceiptContentSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return content.success ? content.data : undefined;
  } catch {
    return undefined;
  }
}

// Crockford's: no I, L, O or U to be misread.
const CHARACTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters to read aloud, such as `7F3K-91QD`: a short name of the check-in, not a proof. */
export function receiptCode(checkInId: EventId): string {
  const digest = createHash('sha256').update(`muster-receipt\0${checkInId}`).digest();
  const letters = [...digest.subarray(0, 8)].map((byte) => CHARACTERS[byte % 32]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
