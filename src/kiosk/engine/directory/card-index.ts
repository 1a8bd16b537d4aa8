import type { DocumentOf } from '#contracts/sync/documents.ts';
import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';

type Card = DocumentOf<'credentials'>['cards'][number];

/** Cards by tag. Nearly every tag is on one card, so that one stands without a list around it: there are 200,000. */
export type CardIndex = ReadonlyMap<CredentialTag, Card | readonly Card[]>;

export function indexCards(documents: readonly DocumentOf<'credentials'>[]): CardIndex {
  const index = new Map<CredentialTag, Card | readonly Card[]>();
  for (const { cards } of documents) {
    for (const card of cards) {
      const known = index.get(card.tag);
      index.set(card.tag, known === undefined ? card : [known, card].flat());
    }
  }
  return index;
}

/** Whose card it is at a moment; 'ambiguous' when it is valid for several people then. */
export function resolveTag(
  index: CardIndex,
  tag: CredentialTag,
  at: EpochMs,
): PersonId | 'ambiguous' | undefined {
  const people = [index.get(tag) ?? []]
    .flat()
    .filter(({ from, to }) => from <= at && (to === null || at < to))
    .map(({ personId }) => personId);
  const [first] = people;
  return people.every((personId) => personId === first) ? first : 'ambiguous';
}
