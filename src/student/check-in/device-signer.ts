import type { DeviceKey } from '#contracts/hub-api/devices.ts';
import { DeviceKeySchema } from '#contracts/hub-api/devices.ts';
import { toBase64Url } from '#domain/encoding/base64url.ts';
import { utf8 } from '#domain/encoding/utf8.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Makes this browser's key. Its private half can be used here and taken nowhere. Ed25519 where the browser has it. */
export async function makeDeviceKeys(): Promise<CryptoKeyPair> {
  try {
    const keys = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    if ('privateKey' in keys) return keys;
  } catch {
    // Not in this browser: P-256 is in all of them.
  }
  return await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
}

export async function publicKeyOf({ publicKey }: CryptoKeyPair): Promise<DeviceKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  return DeviceKeySchema.parse(kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x });
}

/** Base64url of 64 bytes. */
export async function signText(keys: CryptoKeyPair, text: string): Promise<string> {
  return toBase64Url(await signBytes(keys, utf8(text)));
}

/** 64 bytes. */
export async function signBytes(
  { privateKey }: CryptoKeyPair,
  message: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const { name } = privateKey.algorithm;
  const how = name === 'ECDSA' ? { name, hash: 'SHA-256' } : { name };
  return new Uint8Array(await crypto.subtle.sign(how, privateKey, message));
}
