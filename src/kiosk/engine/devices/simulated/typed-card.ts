import { type CardNumber, parseCardNumber } from '#domain/card-number/card-number.ts';
import { cardFromReader, type ReaderProfile } from '#domain/card-number/reader-profile.ts';
import { err, ok, type Result } from '#domain/result.ts';

/**
 * The card that a person means who types a number from a card or from a list. Digits only are decimal, as printed; ten hex digits
 * with a letter among them are what hex readers show. A reader's output must never be guessed at like this.
 */
export function readTypedCard(text: string): Result<CardNumber, string> {
  const typed = text.trim();
  const profile = profileOf(typed);
  const card = profile === undefined ? parseCardNumber(typed) : cardFromReader(profile, typed);
  if (card.ok) return ok(card.value);
  return err(
    `"${typed}" is no card number. Type the ten digits on the card, or em: or hf: and its hex digits.`,
  );
}

function profileOf(typed: string): ReaderProfile | undefined {
  if (/^\d+$/.test(typed)) return 'em-8h10d';
  if (/^\d+,\d+$/.test(typed)) return 'em-4h4h';
  if (/^[0-9a-f]{10}$/i.test(typed)) return 'em-hex40';
  return undefined;
}
