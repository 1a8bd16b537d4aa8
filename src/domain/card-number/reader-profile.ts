import { fromHex, toHex } from '#domain/encoding/hex.ts';
import { err, ok, type Result } from '#domain/result.ts';
import {
  type CardNumber,
  type CardNumberProblem,
  fromEm4100,
  fromUid,
  parseCardNumber,
} from './card-number.ts';
import { bytesOfDecimal, bytesOfHex, bytesOfPair, bytesOfThreeAndFive } from './number-text.ts';
import {
  formOf,
  isWhole,
  type PartialForm,
  partialNumber,
  partialOf,
  type ReadNumber,
} from './partial-number.ts';
import { fromHidRaw, fromPaddedBits, fromW26 } from './w26.ts';

type Read = Result<ReadNumber, CardNumberProblem>;
type Bytes = Uint8Array | undefined;

/**
 * How readers write a card, by the profile's name. Which one a reader uses can't be told from one number: eight digits fit decimal and hex.
 * The first group keeps every byte; the second drops some, so that several cards are written alike.
 */
const READ = {
  // `0040856634`: 4 bytes as ten decimal digits. Printed on most EM cards.
  'em-8h10d': (text) => em(bytesOfDecimal(text, 4, 10)),
  // `004335823930` and `01026F6C3A`: version byte and 4 bytes.
  'em-dec40': (text) => whole(bytesOfDecimal(text, 5, 13), fromEm4100),
  'em-hex40': (text) => whole(bytesOfHex(text, 5), fromEm4100),
  // `026F6C3A`
  'em-hex32': (text) => em(bytesOfHex(text, 4)),
  // `00623,27706`: two times 2 bytes as decimal.
  'em-4h4h': (text) => em(bytesOfPair(text, 4)),
  // `529D06E3`, in ISO order, and the other way round; 4 to 10 bytes.
  'hf-hex': (text) => whole(fromHex(text), fromUid),
  'hf-hex-reversed': (text) => whole(reversed(fromHex(text)), fromUid),
  // The same two of 4-byte cards as decimal.
  'hf-dec': (text) => whole(bytesOfDecimal(text, 4, 10), fromUid),
  'hf-dec-reversed': (text) => whole(reversed(bytesOfDecimal(text, 4, 10)), fromUid),
  // HID Prox cards of 26 bits: `118,01603` and `11801603`, facility and number.
  'w26-pair': (text) => whole(bytesOfPair(text, 3), w26Of),
  'w26-3d5d': (text) => whole(bytesOfThreeAndFive(text), w26Of),
  // `2006ec0c86`: with HID's header. `0605025240` and `25853841984`: a byte that counts the filler bits, then the bits.
  'w26-raw': fromHidRaw,
  'w26-padded-hex': (text) => whole(bytesOfHex(text, 5), fromPaddedBits),
  'w26-padded-dec': (text) => whole(bytesOfDecimal(text, 5, 13), fromPaddedBits),

  // `07302202`, `111,27706`, `02207638`, `6F6C3A`: the last 3 bytes of an EM card.
  'em-6h8d': (text) => part('em-low24', bytesOfDecimal(text, 3, 8)),
  'em-2h4h': (text) => part('em-low24', bytesOfPair(text, 3)),
  'em-3d5d': (text) => part('em-low24', bytesOfThreeAndFive(text)),
  'em-hex24': (text) => part('em-low24', bytesOfHex(text, 3)),
  // `15065073`: every bit turned over.
  'em-6h8d-inverted': (text) => part('em-low24', inverted(bytesOfDecimal(text, 3, 8))),
  // `9B3FAA` of AA3F9B1A: the first 3 bytes of a UID, the first one last; also as decimal, and as facility and number.
  'hf-w26-hex': (text) => part('hf-first24', reversed(bytesOfHex(text, 3))),
  'hf-w26-dec': (text) => part('hf-first24', reversed(bytesOfDecimal(text, 3, 8))),
  'hf-w26-pair': (text) => part('hf-first24', reversed(bytesOfPair(text, 3))),
  'hf-w26-3d5d': (text) => part('hf-first24', reversed(bytesOfThreeAndFive(text))),
  // The last 3 bytes of a UID, in ISO order.
  'hf-low24-hex': (text) => part('hf-low24', bytesOfHex(text, 3)),
  'hf-low24-dec': (text) => part('hf-low24', bytesOfDecimal(text, 3, 8)),
  'hf-low24-3d5d': (text) => part('hf-low24', bytesOfThreeAndFive(text)),
  // `8804A3C6`: a reader that stops half-way through longer UIDs. Short ones it writes whole.
  'hf-cascade1': (text) => cascade1(bytesOfHex(text, 4)),
  // The first 4 bytes of a UID, which are all of a short one.
  'hf-w34-hex': (text) => part('hf-first32', bytesOfHex(text, 4)),
  'hf-w34-hex-reversed': (text) => part('hf-first32', reversed(bytesOfHex(text, 4))),
  'hf-w34-dec': (text) => part('hf-first32', bytesOfDecimal(text, 4, 10)),
  'hf-w34-dec-reversed': (text) => part('hf-first32', reversed(bytesOfDecimal(text, 4, 10))),
} as const satisfies Readonly<Record<string, (text: string) => Read>>;

export type ReaderProfile = keyof typeof READ;

export const READER_PROFILES = Object.keys(READ) as readonly ReaderProfile[];

/** What of a card's number gets lost in a reader of this profile; undefined where nothing does. */
const FORM_LEFT: Readonly<Partial<Record<ReaderProfile, PartialForm>>> = {
  'em-6h8d': 'em-low24',
  'em-2h4h': 'em-low24',
  'em-3d5d': 'em-low24',
  'em-hex24': 'em-low24',
  'em-6h8d-inverted': 'em-low24',
  'hf-w26-hex': 'hf-first24',
  'hf-w26-dec': 'hf-first24',
  'hf-w26-pair': 'hf-first24',
  'hf-w26-3d5d': 'hf-first24',
  'hf-low24-hex': 'hf-low24',
  'hf-low24-dec': 'hf-low24',
  'hf-low24-3d5d': 'hf-low24',
  'hf-cascade1': 'hf-first24',
  'hf-w34-hex': 'hf-first32',
  'hf-w34-hex-reversed': 'hf-first32',
  'hf-w34-dec': 'hf-first32',
  'hf-w34-dec-reversed': 'hf-first32',
};

/** The form in which a reader of this profile leaves numbers (some of them, at least); undefined where it leaves them whole. */
export function formLeftBy(profile: ReaderProfile): PartialForm | undefined {
  return FORM_LEFT[profile];
}

/** The profiles that keep every byte: only by these can a number be given to somebody. */
export const WHOLE_PROFILES = READER_PROFILES.filter((profile) => formLeftBy(profile) === undefined);

/** What a reader of this profile means by a text: a card, or what is left of its number. */
export function fromReader(profile: ReaderProfile, text: string): Read {
  return READ[profile](text.trim());
}

/** As `fromReader` where only a whole number will do. */
export function cardFromReader(profile: ReaderProfile, text: string): Result<CardNumber, CardNumberProblem> {
  const read = fromReader(profile, text);
  if (!read.ok) return read;
  return isWhole(read.value) ? ok(read.value) : err({ kind: 'partial' });
}

/** The profiles under which a reader's text fits this card. Asked with two known cards, usually one is left. */
export function whichProfiles(text: string, card: CardNumber): readonly ReaderProfile[] {
  return READER_PROFILES.filter((profile) => {
    const read = fromReader(profile, text);
    return read.ok && fits(read.value, card);
  });
}

/**
 * The profiles that fit all of these at once; one is left when the cards are known and different enough. Of those that keep every byte and
 * those that don't, the former are the answer: what cuts a number off fits whatever the whole number fits.
 */
export function commonProfiles(fitting: readonly (readonly ReaderProfile[])[]): readonly ReaderProfile[] {
  const [first = [], ...rest] = fitting;
  const common = first.filter((profile) => rest.every((profiles) => profiles.includes(profile)));
  const keeping = common.filter((profile) => formLeftBy(profile) === undefined);
  return keeping.length > 0 ? keeping : common;
}

/** Whether a reader may have meant this card by a number. */
export function fits(read: ReadNumber, card: CardNumber): boolean {
  if (isWhole(read)) return read === card;
  const form = formOf(read);
  return form !== undefined && partialOf(card, form) === read;
}

function em(bytes: Bytes): Result<CardNumber, CardNumberProblem> {
  return bytes === undefined ? MALFORMED : parseCardNumber(`em:${toHex(bytes)}`);
}

function whole(bytes: Bytes, then: (bytes: Uint8Array) => Result<CardNumber, CardNumberProblem>): Read {
  return bytes === undefined ? MALFORMED : then(bytes);
}

function part(form: PartialForm, bytes: Bytes): Read {
  const number = bytes === undefined ? undefined : partialNumber(form, toHex(bytes).toUpperCase());
  return number === undefined ? MALFORMED : ok(number);
}

/** ISO 14443 sends 88 before the first three bytes of a UID that goes on. */
const CASCADE_TAG = 0x88;

function cascade1(bytes: Bytes): Read {
  if (bytes === undefined) return MALFORMED;
  return bytes[0] === CASCADE_TAG ? part('hf-first24', bytes.subarray(1)) : fromUid(bytes);
}

function w26Of(bytes: Uint8Array): Result<CardNumber, CardNumberProblem> {
  const [facility = 0, high = 0, low = 0] = bytes;
  return fromW26(facility, high * 0x100 + low);
}

function reversed(bytes: Bytes): Bytes {
  return bytes?.toReversed();
}

function inverted(bytes: Bytes): Bytes {
  return bytes?.map((byte) => ~byte);
}

const MALFORMED: Result<never, CardNumberProblem> = err({ kind: 'malformed' });
