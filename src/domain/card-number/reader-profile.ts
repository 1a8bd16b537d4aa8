import { fromHex } from '#domain/encoding/hex.ts';
import { err, type Result } from '#domain/result.ts';
import {
  type CardNumber,
  type CardNumberProblem,
  fromEm4100,
  fromUid,
  parseCardNumber,
} from './card-number.ts';

/**
 * How a keyboard reader writes a card. Only forms that keep every byte: one that drops some (Wiegand 26, 6H8D) makes several cards one.
 * Which one a reader uses can't be told from one number: eight digits fit decimal and hex.
 */
export type ReaderProfile =
  /** `0040856634`: 4 bytes as ten decimal digits. Printed on most EM cards. */
  | 'em-8h10d'
  /** `004335823930`: version byte and 4 bytes as decimal. */
  | 'em-dec40'
  /** `01026F6C3A`: version byte and 4 bytes. */
  | 'em-hex40'
  /** `026F6C3A` */
  | 'em-hex32'
  /** `00623,27706`: two times 2 bytes as decimal. */
  | 'em-4h4h'
  /** `529D06E3`, in ISO order, and the other way round. */
  | 'hf-hex'
  | 'hf-hex-reversed'
  /** The same two of 4-byte cards as decimal. */
  | 'hf-dec'
  | 'hf-dec-reversed';

type ReadCard = Result<CardNumber, CardNumberProblem>;

const READ: Readonly<Record<ReaderProfile, (text: string) => ReadCard>> = {
  'em-8h10d': (text) => inDecimal(text, 4, 10, fromEm32),
  'em-dec40': (text) => inDecimal(text, 5, 13, fromEm4100),
  'em-hex40': (text) => inHex(text, fromEm4100),
  'em-hex32': (text) => inHex(text, fromEm32),
  'em-4h4h': readPair,
  'hf-hex': (text) => inHex(text, fromUid),
  'hf-hex-reversed': (text) => inHex(text, (bytes) => fromUid(bytes.toReversed())),
  'hf-dec': (text) => inDecimal(text, 4, 10, fromUid),
  'hf-dec-reversed': (text) => inDecimal(text, 4, 10, (bytes) => fromUid(bytes.toReversed())),
};

export const READER_PROFILES = Object.keys(READ) as readonly ReaderProfile[];

/** The card that a reader of this profile writes so. */
export function fromReader(profile: ReaderProfile, text: string): ReadCard {
  return READ[profile](text.trim());
}

/** The card with these ten digits on it: decimal of its 4 bytes (8H10D). */
export function fromDecimal8H10D(text: string): ReadCard {
  return fromReader('em-8h10d', text);
}

/** The profiles under which a reader's text means this card. Asked with two known cards, one is left. */
export function whichProfiles(text: string, card: CardNumber): readonly ReaderProfile[] {
  return READER_PROFILES.filter((profile) => {
    const read = fromReader(profile, text);
    return read.ok && read.value === card;
  });
}

function fromEm32(bytes: Uint8Array): ReadCard {
  return parseCardNumber(`em:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}

function inHex(text: string, then: (bytes: Uint8Array) => ReadCard): ReadCard {
  const bytes = fromHex(text);
  return bytes === undefined ? err({ kind: 'malformed' }) : then(bytes);
}

/** Leading zeros come and go between readers, so any number of digits up to the usual width is one number. */
function inDecimal(
  text: string,
  size: number,
  digits: number,
  then: (bytes: Uint8Array) => ReadCard,
): ReadCard {
  if (!/^\d+$/.test(text) || text.length > digits) return err({ kind: 'malformed' });
  const hex = BigInt(text)
    .toString(16)
    .padStart(2 * size, '0');
  return hex.length > 2 * size ? err({ kind: 'malformed' }) : inHex(hex, then);
}

function readPair(text: string): ReadCard {
  const [, high, low] = /^(\d{1,5}),(\d{1,5})$/.exec(text) ?? [];
  if (Number(high) > 0xffff || Number(low) > 0xffff) return err({ kind: 'malformed' });
  if (high === undefined || low === undefined) return err({ kind: 'malformed' });
  return inDecimal(String(Number(high) * 0x10000 + Number(low)), 4, 10, fromEm32);
}
