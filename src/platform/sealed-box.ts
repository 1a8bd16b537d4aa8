import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

const CIPHER = 'aes-256-gcm';
/** The nonce length GCM is defined for; random is safe for far more writes than a key file will ever see. */
const NONCE_BYTES = 12;

/** Text encrypted and authenticated under a 32-byte key; all parts base64url. */
export const SealedSchema = z.strictObject({ nonce: z.base64url(), data: z.base64url(), tag: z.base64url() });
export type Sealed = z.infer<typeof SealedSchema>;

export function seal(key: Uint8Array, text: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    nonce: nonce.toString('base64url'),
    data: data.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
  };
}

/** The text, or `undefined` when the key is another or the box was changed. */
export function openSealed(key: Uint8Array, { nonce, data, tag }: Sealed): string | undefined {
  try {
    const options = { authTagLength: 16 };
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64url'), options);
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return undefined;
  }
}
