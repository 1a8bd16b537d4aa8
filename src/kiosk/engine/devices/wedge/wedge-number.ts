import { isWhole, type ReadNumber } from '#domain/card-number/partial-number.ts';
import { fromReader, type ReaderProfile } from '#domain/card-number/reader-profile.ts';
import { whyNotEnrollable } from '#domain/card-number/why-not-enrollable.ts';

/** How a typing reader writes a card. */
export type WedgeForm = {
  readonly profile: ReaderProfile;
  /** How many characters it types, where that isn't what readers of this profile usually do. */
  readonly length?: number | undefined;
};

/** A reader types always as many; a person, or a reader that is set otherwise, another number. */
const USUAL_LENGTHS: Readonly<Record<ReaderProfile, readonly number[]>> = {
  'em-8h10d': [10],
  // The largest has 13 digits, but most readers pad to 12, which is enough for all version bytes below E8.
  'em-dec40': [12, 13],
  'em-hex40': [10],
  'em-hex32': [8],
  'em-4h4h': [11],
  'hf-hex': [8, 14, 16, 20],
  'hf-hex-reversed': [8, 14, 16, 20],
  'hf-dec': [10],
  'hf-dec-reversed': [10],
  'w26-pair': [9],
  'w26-3d5d': [8],
  'w26-raw': [10],
  'w26-padded-hex': [10],
  'w26-padded-dec': [11],
  'em-6h8d': [8],
  'em-2h4h': [9],
  'em-3d5d': [8],
  'em-hex24': [6],
  'em-6h8d-inverted': [8],
  'hf-w26-hex': [6],
  'hf-w26-dec': [8],
  'hf-w26-pair': [9],
  'hf-w26-3d5d': [8],
  'hf-low24-hex': [6],
  'hf-low24-dec': [8],
  'hf-low24-3d5d': [8],
  'hf-cascade1': [8],
  'hf-w34-hex': [8],
  'hf-w34-hex-reversed': [8],
  'hf-w34-dec': [10],
  'hf-w34-dec-reversed': [10],
};

/** What a reader of this form means by `text`; undefined if no such reader types that. */
export function decodeWedgeNumber(text: string, form: WedgeForm): ReadNumber | undefined {
  const lengths = form.length === undefined ? USUAL_LENGTHS[form.profile] : [form.length];
  if (!lengths.includes(text.length) || isOneKeyHeld(text)) return undefined;
  const card = fromReader(form.profile, text);
  return card.ok && !isBlank(card.value) ? card.value : undefined;
}

function isBlank(number: ReadNumber): boolean {
  return isWhole(number) ? whyNotEnrollable(number) === 'blank' : /:(0+|F+)$/.test(number);
}

/** A key that is held down repeats at a reader's pace. Hardly any card has a number like that. */
function isOneKeyHeld(text: string): boolean {
  return new Set(text).size === 1;
}
