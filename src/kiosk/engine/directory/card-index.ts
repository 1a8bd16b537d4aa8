import type { DocumentOf } from '#contracts/sync/documents.ts';
import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';

export type Card = DocumentOf<'credentials'>['cards'][number];

type CardsOfDocument = {
  readonly document: DocumentOf<'credentials'>;
  /** Nearly every tag is on one card, so that one stands without a list around it: there are 200,000. */
  readonly byTag: ReadonlyMap<CredentialTag, Card | readonly Card[]>;
};

/** Cards by tag, document by document. */
export type CardIndex = readonly CardsOfDocument[];

/** What is left of cards by readers that drop bytes: the tags of the cards by the tag of that. */
export type PartIndex = ReadonlyMap<CredentialTag, readonly CredentialTag[]>;

/** The index of these documents; of those that were in the last one it is taken over, so that one card more costs little. */
export function indexCards(documents: readonly DocumentOf<'credentials'>[], last: CardIndex): CardIndex {
  const known = new Map(last.map((each) => [each.document, each]));
  return documents.map((document) => known.get(document) ?? { document, byTag: byTagOf(document) });
}

function byTagOf({ cards }: DocumentOf<'credentials'>): CardsOfDocument['byTag'] {
  const byTag = new Map<CredentialTag, Card | readonly Card[]>();
  for (const card of cards) {
    const known = byTag.get(card.tag);
    byTag.set(card.tag, known === undefined ? card : [known, card].flat());
  }
  return byTag;
}

export function indexParts(documents: readonly DocumentOf<'partials'>[]): PartIndex {
  const index = new Map<CredentialTag, CredentialTag[]>();
  for (const [part, tag] of documents.flatMap(({ parts }) => parts)) {
    const known = index.get(part);
    if (known === undefined) index.set(part, [tag]);
    else known.push(tag);
  }
  return index;
}

/** Everybody who has, had or will have the card. */
export function cardsWith(index: CardIndex, tag: CredentialTag): readonly Card[] {
  return index.flatMap(({ byTag }) => byTag.get(tag) ?? []);
}

export function* allCards(index: CardIndex): Generator<Card> {
  for (const { document } of index) yield* document.cards;
}

export function isHeldAt({ from, to }: Pick<Card, 'from' | 'to'>, at: EpochMs): boolean {
  return from <= at && (to === null || at < to);
}

/** Those of these people who have a card at a moment. */
export function holdersAmong(
  index: CardIndex,
  people: ReadonlySet<PersonId>,
  at: EpochMs,
): ReadonlySet<PersonId> {
  const theirs = index.flatMap(({ document }) =>
    document.cards.filter(({ personId }) => people.has(personId)),
  );
  return new Set(theirs.filter((card) => holderAt([card], at) !== undefined).map(({ personId }) => personId));
}

/** Whose card it is at a moment; 'ambiguous' when these are valid for several people then. */
export function holderAt(
  cards: readonly Pick<Card, 'personId' | 'from' | 'to'>[],
  at: EpochMs,
): PersonId | 'ambiguous' | undefined {
  const people = cards.filter((card) => isHeldAt(card, at)).map(({ personId }) => personId);
  const [first] = people;
  return people.every((personId) => personId === first) ? first : 'ambiguous';
}
