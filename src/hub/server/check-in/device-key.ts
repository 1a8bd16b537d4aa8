import type { DeviceKey } from '#contracts/hub-api/devices.ts';
import { fromBase64Url, toBase64Url } from '#domain/encoding/base64url.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import { type DevicePublicKey, isSignedByDevice } from '#platform/device-key.ts';

/** As kept. */
export type StoredKey = DevicePublicKey;

/** First byte of an uncompressed point. */
const UNCOMPRESSED = 0x04;

export function storedKeyOf(key: DeviceKey): StoredKey {
  const x = bytes(key.x);
  if (key.kty === 'OKP') return { keyKind: 'ed25519', publicKey: x };
  return { keyKind: 'p256', publicKey: Uint8Array.from([UNCOMPRESSED, ...x, ...bytes(key.y)]) };
}

export function deviceKeyOf({ keyKind, publicKey }: StoredKey): DeviceKey {
  if (keyKind === 'ed25519') return { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) };
  const x = toBase64Url(publicKey.subarray(1, 33));
  return { kty: 'EC', crv: 'P-256', x, y: toBase64Url(publicKey.subarray(33)) };
}

/** Whether the holder of this key signed the text. A key that is no point of its curve signs nothing. */
export function isSignedBy(key: StoredKey, text: string, signature: string): boolean {
  const bytesOfSignature = fromBase64Url(signature);
  return bytesOfSignature !== undefined && isSignedByDevice(key, utf8(text), bytesOfSignature);
}

function bytes(text: string): Uint8Array {
  const read = fromBase64Url(text);
  if (read === undefined) throw new Error('not base64url, after its schema said so');
  return read;
}
