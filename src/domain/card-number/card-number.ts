import { toHex } from '#domain/encoding/hex.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { fromW26 } from './w26.ts';

declare const cardNumberBrand: unique symbol;

/**
 * The canonical text of a card: `em:` and the 4 bytes of a 125 kHz EM4100 (without its version byte), or `hf:` and the UID of an NFC card in ISO
 * order (4, 7, 8 or 10 bytes, without check byte or cascade tag), both in upper-case hex; or `w26:` and facility and number of a card whose
 * credential itself is 26 bits long (HID Prox), in decimal with a dot between them; or `ms:` and the 4 to 16 digits of the number on an
 * institution's magnetic stripe; or `qr:` and the 10 bytes of a printed badge in hex.
 */
export type CardNumber = string & { readonly [cardNumberBrand]: true };

export type CardNumberProblem =
  | { readonly kind: 'malformed' }
  /** Not a number of bytes that such cards have. */
  | { readonly kind: 'wrong-length' }
  /** Only a part of a number: which card it is can't be told from it. */
  | { readonly kind: 'partial' };

/** UIDs of ISO 14443 single, double and triple size, and of ISO 15693. */
const HF_BYTES: readonly number[] = [4, 7, 8, 10];
const LENGTHS = { em: [4], hf: HF_BYTES, qr: [10] };

/** Reads a canonical number, forgiving case, spaces, colons and hyphens within the bytes: `hf:04:a3:c6 ca…`. */
export function parseCardNumber(text: string): Result<CardNumber, CardNumberProblem> {
  const [, facility, number] = /^\s*w26:(\d{1,3})\.(\d{1,5})\s*$/i.exec(text) ?? [];
  if (facility !== undefined && number !== undefined) return fromW26(Number(facility), Number(number));
  const [, stripe] = /^\s*ms:(\d{4,16})\s*$/i.exec(text) ?? [];
  if (stripe !== undefined) return ok(`ms:${stripe}` as CardNumber);
  const [, kind, digits] = /^\s*(em|hf|qr):([0-9a-f\s:-]+)$/i.exec(text) ?? [];
  if (kind === undefined || digits === undefined) return err({ kind: 'malformed' });
  const hex = digits.replace(/[\s:-]/g, '').toUpperCase();
  if (!LENGTHS[kind.toLowerCase() as keyof typeof LENGTHS].includes(hex.length / 2))
    return err({ kind: 'wrong-length' });
  return ok(`${kind.toLowerCase()}:${hex}` as CardNumber);
}

/** The card behind the 5 bytes of an EM4100: its first one is the version or customer byte, which other readers of the same card leave out. */
export function fromEm4100(bytes: Uint8Array): Result<CardNumber, CardNumberProblem> {
  if (bytes.length !== 5) return err({ kind: 'wrong-length' });
  return ok(`em:${toHex(bytes.subarray(1)).toUpperCase()}` as CardNumber);
}

/** The card with this UID, in ISO order. */
export function fromUid(uid: Uint8Array): Result<CardNumber, CardNumberProblem> {
  if (!HF_BYTES.includes(uid.length)) return err({ kind: 'wrong-length' });
  return ok(`hf:${toHex(uid).toUpperCase()}` as CardNumber);
}

/** The printed badge with this number. */
export function fromBadge(number: Uint8Array): CardNumber {
  if (number.length !== 10) throw new Error('a badge number has ten bytes');
  return `qr:${toHex(number).toUpperCase()}` as CardNumber;
}
