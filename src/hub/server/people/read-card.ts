import { type CardNumber, type CardNumberProblem, parseCardNumber } from '#domain/card-number/card-number.ts';
import {
  cardFromReader,
  formLeftBy,
  READER_PROFILES,
  type ReaderProfile,
  WHOLE_PROFILES,
} from '#domain/card-number/reader-profile.ts';
import { type NotEnrollable, whyNotEnrollable } from '#domain/card-number/why-not-enrollable.ts';
import { err, ok, type Result } from '#domain/result.ts';

/** Why a number can't be somebody's card, for whoever typed it. */
export type CardProblem = { readonly problem: string; readonly advice: string };

const NOT_ENROLLABLE: Readonly<Record<NotEnrollable, CardProblem>> = {
  random: {
    problem: 'This is a random number that a phone makes up at each touch.',
    advice: 'Use the card itself, or the app’s pass.',
  },
  'cut-off': {
    problem: 'This is only the first part of a longer number.',
    advice: 'Read the card with a reader that gives the whole UID.',
  },
  blank: { problem: 'This is the number of a blank card.', advice: 'Use a card with a number of its own.' },
  'factory-default': {
    problem: 'This is the number that copies are sold with; many cards have it.',
    advice: 'Use a card with a number of its own.',
  },
};

/**
 * The card meant by what a person typed or a file holds: canonical (`em:026F6C3A`, `hf:04A3C6CA`), or as a reader of the
 * given profile writes it. Bare digits are what is printed on most 125 kHz cards.
 */
export function readCard(text: string, format: string | undefined): Result<CardNumber, CardProblem> {
  const profile = format === undefined || format === '' ? undefined : profileOf(format);
  if (profile === undefined && format !== undefined && format !== '') return err(unknownFormat(format));
  if (profile !== undefined && formLeftBy(profile) !== undefined) return err(PARTIAL);
  const read = parseCardNumber(text);
  const card = read.ok ? read : cardFromReader(profile ?? 'em-8h10d', text);
  if (!card.ok) return err(malformed(card.error.kind));
  const why = whyNotEnrollable(card.value);
  return why === undefined ? ok(card.value) : err(NOT_ENROLLABLE[why]);
}

/** For telling two cards of one person apart; far too little to find the number by. */
export function lastDigitsOf(card: CardNumber): string {
  return card.slice(-4);
}

function profileOf(format: string): ReaderProfile | undefined {
  return READER_PROFILES.find((profile) => profile === format.trim().toLowerCase());
}

function unknownFormat(format: string): CardProblem {
  return {
    problem: `There is no card format “${format}”.`,
    advice: `Use one of ${WHOLE_PROFILES.join(', ')}, or leave it empty.`,
  };
}

const PARTIAL: CardProblem = {
  problem: 'In this format a part of the number is missing, so several cards would be one.',
  advice: 'Read the card with a reader that gives the whole number, or copy the ten digits printed on it.',
};

function malformed(kind: CardNumberProblem['kind']): CardProblem {
  if (kind === 'partial') return PARTIAL;
  return kind === 'wrong-length'
    ? { problem: 'No card has a number of this length.', advice: 'Read the card again and copy all of it.' }
    : {
        problem: 'This is not a card number.',
        advice:
          'Write the digits printed on the card, or em:… or hf:… with its hex digits, or name the format.',
      };
}
