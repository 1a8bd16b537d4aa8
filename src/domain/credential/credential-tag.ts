import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { ReadNumber } from '#domain/card-number/partial-number.ts';
import { toHex } from '#domain/encoding/hex.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import type { CredentialTag } from '#domain/ids.ts';

/**
 * What ledgers and directories know a card by: 16 bytes of HMAC-SHA256 of its canonical number, or of what a reader left of that, under the
 * institution's card key.
 */
export function credentialTag(cardKey: Uint8Array, card: ReadNumber): CredentialTag {
  return toHex(hmac(sha256, cardKey, utf8(card)).subarray(0, 16)) as CredentialTag;
}
