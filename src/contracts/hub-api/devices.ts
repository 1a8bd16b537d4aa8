import { z } from 'zod';
import { SignatureSchema } from '#contracts/hub-api/check-in.ts';
import { DeviceIdSchema, EpochMsSchema } from '#domain/ids.ts';

const Base64Url32Schema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url');

/** The public half of a phone's key, as WebCrypto exports it, without what is not needed. P-256 where Ed25519 is missing. */
export const DeviceKeySchema = z.discriminatedUnion('kty', [
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: Base64Url32Schema }),
  z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: Base64Url32Schema,
    y: Base64Url32Schema,
  }),
]);
export type DeviceKey = z.infer<typeof DeviceKeySchema>;

/** POST /api/v1/devices/challenge. */
export const DeviceChallengeSchema = z.strictObject({ challenge: z.string(), expiresAt: EpochMsSchema });
export type DeviceChallenge = z.infer<typeof DeviceChallengeSchema>;

/** POST /api/v1/devices: first sign-in of a student's phone. */
export const BindDeviceSchema = z.strictObject({
  studentNumber: z.string().trim().min(1).max(40),
  /** From console or faculty; works once. */
  code: z.string().trim().min(4).max(40),
  publicKey: DeviceKeySchema,
  challenge: z.string().min(1).max(300),
  /** Of that key over `bindingText`. */
  signature: SignatureSchema,
});
export type BindDevice = z.infer<typeof BindDeviceSchema>;

export const BoundDeviceSchema = z.strictObject({
  deviceId: DeviceIdSchema,
  person: z.strictObject({ name: z.string(), studentNumber: z.string() }),
  /** False: another phone was replaced, and check-ins are provisional until a card tap or 24 h. */
  confirmed: z.boolean(),
  now: EpochMsSchema,
});
export type BoundDevice = z.infer<typeof BoundDeviceSchema>;
