import { type CardNumber, parseCardNumber } from '#domain/card-number/card-number.ts';
import { err, ok, type Result } from '#domain/result.ts';

declare const stripePatternBrand: unique symbol;

/**
 * What stands on track 2 of the institution's cards, character by character: digits and = as they are, N a digit of the card's number
 * (in one row), X any digit. `600123NNNNNNNNX=XXXX`.
 */
export type StripePattern = string & { readonly [stripePatternBrand]: true };

/** Track 2 holds 37 characters between its sentinels (ISO 7811). */
const LONGEST = 37;
/** Payment cards have as many digits or more. */
const SHORTEST_PAYMENT = 12;
/** Less would let other institutions' cards in. */
const LEAST_FIXED = 4;

/** Reads a pattern from the settings. The failure is words for whoever wrote it: a pattern that could fit a payment card is refused. */
export function parseStripePattern(text: string): Result<StripePattern, string> {
  if (text.length > LONGEST || !/^[0-9X]*N{4,16}[0-9X]*(=[0-9X=]*)?$/.test(text))
    return err(
      'must be the characters of track 2: digits, =, X for any digit and 4 to 16 N in one row for the number',
    );
  const [account = ''] = text.split('=');
  if (account.length < SHORTEST_PAYMENT) return ok(text as StripePattern);
  const fixed = /^\d*/.exec(account)?.[0] ?? '';
  if (fixed.length < LEAST_FIXED)
    return err(
      `would let payment cards in: begin with at least ${LEAST_FIXED} digits that all your cards have`,
    );
  // ISO 7812: travel and payment begin with 2 to 5, and so do nearly all banks' cards.
  if (/^[2-5]/.test(fixed)) return err('is that of payment cards: these are never read');
  return ok(text as StripePattern);
}

/** The card whose track 2 this is; undefined if it is none of the institution's. */
export function cardOnStripe(track2: string, pattern: StripePattern): CardNumber | undefined {
  if (track2.length !== pattern.length) return undefined;
  let number = '';
  for (const [i, wanted] of [...pattern].entries()) {
    const found = track2[i] ?? '';
    if (!fits(found, wanted)) return undefined;
    if (wanted === 'N') number += found;
  }
  const card = parseCardNumber(`ms:${number}`);
  return card.ok ? card.value : undefined;
}

function fits(found: string, wanted: string): boolean {
  return wanted === 'N' || wanted === 'X' ? /^\d$/.test(found) : found === wanted;
}
