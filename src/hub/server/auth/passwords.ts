import { createHmac, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** What OWASP asks of argon2id (19 MiB, 2 passes): some 20 ms here, and a guesser with a stolen file feels each one. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Without the letters and digits that are read for one another, at 5 bits each. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFKC'), COST);
}

export async function isPassword(hashed: string, password: string): Promise<boolean> {
  return await verify(hashed, password.normalize('NFKC'));
}

/** For an account that doesn't exist, so that a guesser learns nothing from the time an answer takes. */
export async function wasteTheTimeOfAPassword(password: string): Promise<false> {
  await hash(password.normalize('NFKC'), COST);
  return false;
}

/** What kiosks verify PINs against: argon2id over the hex text of HMAC-SHA256(pepper, PIN). Useless without the pepper. */
export async function pinVerifier(pepper: Uint8Array, pin: string): Promise<string> {
  return await hash(createHmac('sha256', pepper).update(pin, 'utf8').digest('hex'), COST);
}

/** Twenty characters, about 99 bits, to be read once from a terminal. */
export function madeUpPassword(): string {
  return Array.from({ length: 4 }, () => readableText(5)).join('-');
}

/** That many characters which can't be mistaken for one another. */
export function readableText(length: number): string {
  return Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join('');
}
