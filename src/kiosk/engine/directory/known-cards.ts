import type { PartialForm } from '#domain/card-number/partial-number.ts';
import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';
import type { CardParts } from '#domain/ledger/card-events.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import { type CardChange, cardChangeIn, withChanges } from './card-changes.ts';
import { type Card, holderAt, isHeldAt } from './card-index.ts';

/**
 * The kiosk goes by its own ledger for this long. By then the hub has heard of it and the directory says the same, or this kiosk has been
 * cut off for longer than it knows its classes. Shorter than the hub tells of cards that ended: what was taken away there stays so.
 */
const OWN_CHANGES_HOLD_MS = 30 * 24 * 3_600_000;

/** What is asked of the directory. */
export type CardDirectory = {
  /** Every card that is told of. */
  cards(): Iterable<Card>;
  /** Everybody who has, had or will have the card. */
  cardsOf(tag: CredentialTag): readonly Card[];
  /** Cards of which readers leave this. */
  tagsLeaving(part: CredentialTag): readonly CredentialTag[];
};

/** Whose card is whose: what the hub told, and what was done at this kiosk since, which counts at once and without a network. */
export class KnownCards {
  readonly #directory: CardDirectory;
  readonly #now: () => EpochMs;
  readonly #changes = new Map<CredentialTag, readonly CardChange[]>();
  readonly #seen = new Set<string>();
  #formsTold: readonly PartialForm[] = [];
  readonly #parts = new Map<CredentialTag, readonly CredentialTag[]>();

  constructor(directory: CardDirectory, now: () => EpochMs) {
    this.#directory = directory;
    this.#now = now;
  }

  /** What this kiosk's readers leave of numbers, by what its ledger said last. */
  formsTold(): readonly PartialForm[] {
    return this.#formsTold;
  }

  /** An event of this kiosk's ledger; of one that was carried over into a new epoch the second changes nothing. */
  take(event: LedgerEvent): void {
    if (event.type === 'card-forms-used') this.#formsTold = event.body.forms;
    const change = cardChangeIn(event);
    if (change === undefined || this.#seen.has(event.id)) return;
    this.#seen.add(event.id);
    this.#changes.set(change.tag, [...(this.#changes.get(change.tag) ?? []), change]);
    if (event.type === 'card-enrolled') this.#addParts(change.tag, event.body.parts);
  }

  /** Grows with every change that was made here. */
  version(): number {
    return this.#seen.size;
  }

  /**
   * Whose card it is at a moment. `tag` is a card's, or that of what a reader left of its number; 'ambiguous' when several people's cards
   * fit, or one card is several people's.
   */
  resolveTag(tag: CredentialTag, at: EpochMs): PersonId | 'ambiguous' | undefined {
    const cards = this.cardsOf(tag);
    if (cards.length > 0) return holderAt(cards, at);
    const tags = new Set([...this.#directory.tagsLeaving(tag), ...(this.#parts.get(tag) ?? [])]);
    return holderAt(
      [...tags].flatMap((each) => this.cardsOf(each)),
      at,
    );
  }

  /** Everybody who has, had or will have the card of this tag. */
  cardsOf(tag: CredentialTag): readonly Card[] {
    const told = this.#directory.cardsOf(tag);
    const since = this.#now() - OWN_CHANGES_HOLD_MS;
    const changes = (this.#changes.get(tag) ?? []).filter(({ at }) => at > since);
    return changes.length === 0 ? told : withChanges(told, changes);
  }

  /** Everybody who has a card at a moment. Looks through all of them: for when cards are given out. */
  holdersAt(at: EpochMs): ReadonlySet<PersonId> {
    const holders = new Set<PersonId>();
    for (const card of this.#directory.cards()) {
      if (!this.#changes.has(card.tag) && isHeldAt(card, at)) holders.add(card.personId);
    }
    for (const tag of this.#changes.keys()) {
      for (const card of this.cardsOf(tag)) if (isHeldAt(card, at)) holders.add(card.personId);
    }
    return holders;
  }

  #addParts(tag: CredentialTag, parts: CardParts): void {
    for (const { tag: part } of parts) this.#parts.set(part, [...(this.#parts.get(part) ?? []), tag]);
  }
}
