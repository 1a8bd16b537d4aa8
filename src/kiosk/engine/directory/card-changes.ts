import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import { correctedTime } from '#domain/time/corrected-time.ts';
import type { Card } from './card-index.ts';

/** A card that was given or taken away at this kiosk. */
export type CardChange = {
  readonly kind: 'given' | 'taken';
  readonly tag: CredentialTag;
  readonly personId: PersonId;
  readonly at: EpochMs;
};

/** What an event says about a card, if it says something. */
export function cardChangeIn(event: LedgerEvent): CardChange | undefined {
  if (event.type !== 'card-enrolled' && event.type !== 'card-removed') return undefined;
  const { tag, personId } = event.body;
  const { at } = correctedTime(event.clock, new Map());
  return { kind: event.type === 'card-enrolled' ? 'given' : 'taken', tag, personId, at };
}

/** Everybody's times with a card, by the directory and what was done here since, as the hub will see them when it hears of it. */
export function withChanges(told: readonly Card[], changes: readonly CardChange[]): readonly Card[] {
  return changes.reduce(withChange, told);
}

function withChange(cards: readonly Card[], { kind, tag, personId, at }: CardChange): readonly Card[] {
  if (kind === 'taken') {
    const isIts = (card: Card) => card.personId === personId && card.from <= at && endsAfter(card, at);
    return cards.map((card) => (isIts(card) ? { ...card, to: at } : card));
  }
  // The directory may have it already, or know better: of somebody who holds it, or that it was taken away since.
  const isKnown = cards.some(
    (card) => card.to === null || (card.personId === personId && endsAfter(card, at)),
  );
  if (isKnown) return cards;
  // A first holder has a card from the beginning.
  const from = cards.length === 0 ? 0 : Math.max(at, ...cards.map(({ to }) => to ?? 0));
  return [...cards, { tag, personId, from: from as EpochMs, to: null }];
}

function endsAfter({ to }: Card, at: EpochMs): boolean {
  return to === null || to > at;
}
