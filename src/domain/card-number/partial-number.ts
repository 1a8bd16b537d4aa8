import type { CardNumber } from './card-number.ts';

declare const partialNumberBrand: unique symbol;

/**
 * What some readers leave of a card's number. Each form is one choice of bytes, whatever digits a reader then writes them in:
 * - `em-low24`: the last 3 of an EM card's 4 bytes (Wiegand 26, 6H8D, 2H4H, 3 + 5 digits);
 * - `hf-first24`: the first 3 bytes of a UID (Wiegand 26 of readers that take the first byte for the lowest; cut after cascade level 1);
 * - `hf-low24`: the last 3 bytes of a UID (Wiegand 26 of the others);
 * - `hf-first32`: the first 4 bytes of a UID: all of a short one, a part of a longer (Wiegand 34).
 */
export const PARTIAL_FORMS = ['em-low24', 'hf-first24', 'hf-low24', 'hf-first32'] as const;
export type PartialForm = (typeof PARTIAL_FORMS)[number];

/** A form and the bytes it leaves, in the order of the canonical number, upper-case hex: `em-low24:6F6C3A`. Several cards may have it. */
export type PartialNumber = string & { readonly [partialNumberBrand]: true };

/** What comes from a reader. Both are text and differ by what stands before the colon. */
export type ReadNumber = CardNumber | PartialNumber;

type Choice = { readonly kind: 'em' | 'hf'; readonly bytes: number; readonly end: 'first' | 'last' };

const CHOICES: Readonly<Record<PartialForm, Choice>> = {
  'em-low24': { kind: 'em', bytes: 3, end: 'last' },
  'hf-first24': { kind: 'hf', bytes: 3, end: 'first' },
  'hf-low24': { kind: 'hf', bytes: 3, end: 'last' },
  'hf-first32': { kind: 'hf', bytes: 4, end: 'first' },
};

/** The number of this form with these bytes (upper-case hex); undefined if that is not how many the form leaves. */
export function partialNumber(form: PartialForm, hex: string): PartialNumber | undefined {
  return hex.length === 2 * CHOICES[form].bytes && /^[0-9A-F]+$/.test(hex)
    ? (`${form}:${hex}` as PartialNumber)
    : undefined;
}

/** What a reader of this form leaves of the card; undefined where such a reader doesn't read such cards. */
export function partialOf(card: CardNumber, form: PartialForm): PartialNumber | undefined {
  const { kind, bytes, end } = CHOICES[form];
  if (!card.startsWith(`${kind}:`)) return undefined;
  const hex = card.slice(kind.length + 1);
  return partialNumber(form, end === 'first' ? hex.slice(0, 2 * bytes) : hex.slice(-2 * bytes));
}

export type CardPart = { readonly form: PartialForm; readonly number: PartialNumber };

/** Everything that any reader may leave of the card. */
export function partsOf(card: CardNumber): readonly CardPart[] {
  return PARTIAL_FORMS.flatMap((form) => {
    const number = partialOf(card, form);
    return number === undefined ? [] : [{ form, number }];
  });
}

/** The form of a number that a reader has cut; undefined of a whole one. */
export function formOf(number: ReadNumber): PartialForm | undefined {
  return PARTIAL_FORMS.find((form) => number.startsWith(`${form}:`));
}

export function isWhole(number: ReadNumber): number is CardNumber {
  return formOf(number) === undefined;
}
