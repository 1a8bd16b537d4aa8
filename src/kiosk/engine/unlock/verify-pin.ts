import { createHmac } from 'node:crypto';
import { verify } from '@node-rs/argon2';

/**
 * Whether `pin` is the one behind `verifier`, an argon2id string over HMAC-SHA256(pepper, PIN) in hex. Takes some 50 ms of another
 * thread; the pepper is what keeps a stolen directory from being searched through for six digits.
 */
export async function verifyPin(verifier: string, pepper: Uint8Array, pin: string): Promise<boolean> {
  // In hex because the library takes a password only as text.
  const peppered = createHmac('sha256', pepper).update(pin, 'utf8').digest('hex');
  try {
    return await verify(verifier, peppered);
  } catch {
    // A verifier that is no argon2 string fits no PIN; the card still unlocks.
    return false;
  }
}
