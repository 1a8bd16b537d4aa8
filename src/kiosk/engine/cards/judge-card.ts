import type { CardRefusal } from '#contracts/engine-link/panel/cards-page.ts';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { isWhole } from '#domain/card-number/partial-number.ts';
import { whyNotEnrollable } from '#domain/card-number/why-not-enrollable.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';
import type { CardRead } from '../devices/reader.ts';
import type { KnownCards } from '../directory/known-cards.ts';

/** What a card that is held to a reader is good for, where cards are given out. */
export type JudgedCard =
  | { readonly kind: 'free'; readonly card: CardNumber; readonly tag: CredentialTag }
  | { readonly kind: 'held'; readonly tag: CredentialTag; readonly personId: PersonId }
  | { readonly kind: 'refused'; readonly why: CardRefusal };

export type CardJudge = { readonly cardKey: Uint8Array; readonly cards: KnownCards };

/** Judges a card by its number and by who has it now. */
export function judgeCard(read: CardRead, { cardKey, cards }: CardJudge, at: EpochMs): JudgedCard {
  if (!isWhole(read.card)) return { kind: 'refused', why: 'partial' };
  const why = whyNotEnrollable(read.card);
  if (why !== undefined) return { kind: 'refused', why };
  const tag = credentialTag(cardKey, read.card);
  const holder = cards.resolveTag(tag, at);
  if (holder === 'ambiguous') return { kind: 'refused', why: 'ambiguous' };
  return holder === undefined
    ? { kind: 'free', card: read.card, tag }
    : { kind: 'held', tag, personId: holder };
}
