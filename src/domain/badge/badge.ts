import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type CardNumber, fromBadge } from '#domain/card-number/card-number.ts';
import { fromBase32, toBase32 } from '#domain/encoding/base32.ts';
import { utf8 } from '#domain/encoding/utf8.ts';

/** Random: nobody finds one that was given out by trying. */
export const BADGE_NUMBER_BYTES = 10;
const KIND = 0x14;
const SIGNED_BYTES = 1 + BADGE_NUMBER_BYTES;
/** Tells our own from drawings, so that those don't fill ledgers; what a badge is worth rests on its number alone. */
const MAC_BYTES = 5;
const BADGE_TEXT = /^B1[A-Z2-7]{26}$/i;

export type BadgeKey = {
  /** The institution's. */
  readonly cardKey: Uint8Array;
  /** The institution's id. */
  readonly tenant: string;
};

/**
 * What a printed badge says: "B1" and base32 of kind, 1 byte ‖ number, 10 ‖ the first 5 bytes of HMAC-SHA256(card key, "AT1-badge\0" ‖ tenant ‖
 * "\0" ‖ the bytes before). 28 characters are a QR code of version 2, which a camera reads from an arm's length. It never changes: a
 * photograph of a badge is as good as the badge.
 */
export function badgeText(number: Uint8Array, key: BadgeKey): string {
  if (number.length !== BADGE_NUMBER_BYTES) throw new Error('a badge number has ten bytes');
  const signed = Uint8Array.from([KIND, ...number]);
  return `B1${toBase32(Uint8Array.from([...signed, ...badgeMac(signed, key)]))}`;
}

/** The number of a badge that this institution made, or undefined for any other code. Whose it is, if anybody's, is for the directory. */
export function readBadge(text: string, key: BadgeKey): CardNumber | undefined {
  const trimmed = text.trim();
  const bytes = BADGE_TEXT.test(trimmed) ? fromBase32(trimmed.slice(2).toUpperCase()) : undefined;
  if (bytes === undefined || bytes[0] !== KIND) return undefined;
  const signed = bytes.subarray(0, SIGNED_BYTES);
  const mac = badgeMac(signed, key);
  let difference = 0;
  for (let i = 0; i < MAC_BYTES; i++) difference |= (mac[i] ?? 0) ^ (bytes[SIGNED_BYTES + i] ?? 0);
  return difference === 0 ? fromBadge(signed.subarray(1)) : undefined;
}

function badgeMac(signed: Uint8Array, { cardKey, tenant }: BadgeKey): Uint8Array {
  const label = utf8(`AT1-badge\0${tenant}\0`);
  return hmac.create(sha256, cardKey).update(label).update(signed).digest().subarray(0, MAC_BYTES);
}
