import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { KeyStore } from './keys.ts';

/** An Ed25519 pair whose private half stays inside. */
export type SigningKey = {
  /** Raw 32 bytes in base64url, as it stands in messages. */
  readonly publicKey: string;
  /** 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** The pair kept in `store` under `name`; made and kept at first call. */
export function signingKeyIn(store: KeyStore, name: string): SigningKey {
  const kept = store.get(name);
  if (kept !== undefined) return signingKeyFrom(kept);
  const { privateKey } = generateKeyPairSync('ed25519');
  const bytes = Uint8Array.from(privateKey.export({ type: 'pkcs8', format: 'der' }));
  store.put(name, bytes);
  return signingKeyFrom(bytes);
}

/** Whether `signature` over `message` was made with the private half of `publicKey` (raw 32 bytes in base64url). */
export function verifySignature(publicKey: string, message: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyFrom(publicKey);
  return key !== undefined && verify(null, message, key, signature);
}

function signingKeyFrom(pkcs8: Uint8Array): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('not an Ed25519 key');
  return { publicKey: x, sign: (message) => Uint8Array.from(sign(null, message, privateKey)) };
}

/** As many kiosks as one hub may have: it verifies each one's signatures again and again, and to read a key takes as long as to use it. */
const MOST_KEYS = 0x1_0000;

const keys = new Map<string, KeyObject>();

function publicKeyFrom(raw: string): KeyObject | undefined {
  const known = keys.get(raw);
  if (known !== undefined) return known;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
    if (keys.size >= MOST_KEYS) keys.clear();
    keys.set(raw, key);
    return key;
  } catch {
    return undefined;
  }
}
