import { createHmac } from 'node:crypto';
import { verifySignature } from '#platform/signing-key.ts';

/** Whether a base64url Ed25519 signature was made by this raw public key. */
export function isSignedByKey(publicKey: Uint8Array, bytes: Uint8Array, signature: string): boolean {
  return verifySignature(
    Buffer.from(publicKey).toString('base64url'),
    bytes,
    Buffer.from(signature, 'base64url'),
  );
}

/** What only the holder of `key` can make: 128 bits of an HMAC, in hex. */
export function sealWith(key: Uint8Array, bytes: Uint8Array): string {
  return createHmac('sha256', key).update(bytes).digest('hex').slice(0, 32);
}
