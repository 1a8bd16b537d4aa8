import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** A public key of a student's phone. */
export type DevicePublicKey = {
  readonly keyKind: 'ed25519' | 'p256';
  /** Ed25519 raw 32 bytes; P-256 raw uncompressed 65 bytes. */
  readonly publicKey: Uint8Array;
};

/** Whether the holder of this key signed these bytes. A key that is no point of its curve signs nothing. */
export function isSignedByDevice(key: DevicePublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  const publicKey = keyObject(key);
  if (publicKey === undefined) return false;
  if (key.keyKind === 'ed25519') return verify(null, message, publicKey, signature);
  // WebCrypto writes r and s one after the other instead of in DER.
  return verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

function keyObject({ keyKind, publicKey }: DevicePublicKey): KeyObject | undefined {
  const text = (from: number, to?: number) => Buffer.from(publicKey.subarray(from, to)).toString('base64url');
  const key =
    keyKind === 'ed25519'
      ? { kty: 'OKP', crv: 'Ed25519', x: text(0) }
      : { kty: 'EC', crv: 'P-256', x: text(1, 33), y: text(33) };
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined;
  }
}
