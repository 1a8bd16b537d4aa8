import type { CardNumber } from '#domain/card-number/card-number.ts';
import { partsOf } from '#domain/card-number/partial-number.ts';
import type { CardParts } from '#domain/ledger/card-events.ts';
import { credentialTag } from './credential-tag.ts';

/** What is left of the card by readers that drop bytes, as tags. To be kept whenever a number is in hand: the number itself is kept nowhere. */
export function tagsOfParts(cardKey: Uint8Array, card: CardNumber): CardParts {
  return partsOf(card).map(({ form, number }) => ({ form, tag: credentialTag(cardKey, number) }));
}
