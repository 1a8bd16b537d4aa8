import { createHash, randomInt } from 'node:crypto';

// No I, L, O, U, 0 or 1: what is read aloud or off a screen comes back as it was.
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Eight characters, 39 bits: with a few tries a minute and minutes to days of life, not to be guessed. Shown as `ABCD-EFGH`. */
export function newOneTimeCode(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What is kept of a code; the same however it was typed. */
export function hashOfCode(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`muster-code\0${plain}`).digest('hex');
}
