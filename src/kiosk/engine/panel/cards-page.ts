import type { CardRefusal, CardsAction, CardsPage } from '#contracts/engine-link/panel/cards-page.ts';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { tagsOfParts } from '#domain/credential/tags-of-parts.ts';
import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import { judgeCard } from '../cards/judge-card.ts';
import type { PersonHere } from '../cards/people-here.ts';
import type { CardRead } from '../devices/reader.ts';
import type { KnownCards } from '../directory/known-cards.ts';
import type { Journal } from '../sessions/journal.ts';
import type { PanelPage, PanelPageMaker, PanelVisit } from './panel-page.ts';

export type CardsPageParts = {
  readonly now: () => EpochMs;
  readonly journal: Journal;
  readonly cardKey: Uint8Array;
  readonly cards: KnownCards;
  /** Whom the visitor may give cards to and take them from. */
  readonly people: (visit: Pick<PanelVisit, 'by' | 'role'>) => readonly PersonHere[];
  readonly nameOfReader: (id: string) => string;
};

type Step =
  | { readonly kind: 'waiting'; readonly refused: CardRefusal | null; readonly done: Done | null }
  | {
      readonly kind: 'choosing';
      readonly card: CardNumber;
      readonly tag: CredentialTag;
      readonly reader: string;
      /** As they were when the card was read. */
      readonly people: readonly (PersonHere & { readonly hasCard: boolean })[];
    }
  | {
      readonly kind: 'held';
      readonly tag: CredentialTag;
      readonly person: PersonHere;
      readonly reader: string;
    };
type Done = { readonly kind: 'given' | 'taken'; readonly name: string };

const NOT_KEPT = 'This could not be recorded. See what the screen says is wrong, and try again.';

/** Cards are given out and taken away here, without a network; every other kiosk learns of it from the hub. */
export function cardsPage(parts: CardsPageParts): PanelPageMaker<'cards'> {
  return { roles: ['keeper', 'teacher'], visit: (visit) => new CardsVisit(parts, visit) };
}

class CardsVisit implements PanelPage<'cards'> {
  readonly #parts: CardsPageParts;
  readonly #visit: PanelVisit;
  #step: Step = { kind: 'waiting', refused: null, done: null };

  constructor(parts: CardsPageParts, visit: PanelVisit) {
    this.#parts = parts;
    this.#visit = visit;
  }

  view(): CardsPage {
    return { name: 'cards', step: this.#stepView() };
  }

  /** Every card is for this page. One of which the reader isn't sure yet is waited for. */
  takesCard(read: CardRead): boolean {
    if (!read.certain) return true;
    this.#visit.stay();
    this.#step = this.#stepAfter(read);
    return true;
  }

  act(action: CardsAction): string | undefined {
    switch (action.type) {
      case 'give':
        return this.#give(action.personId);
      case 'take-away':
        return this.#takeAway();
      case 'start-over':
        this.#step = { kind: 'waiting', refused: null, done: null };
        return undefined;
      default:
        return unreachable(action);
    }
  }

  leave(): void {
    this.#step = { kind: 'waiting', refused: null, done: null };
  }

  #stepAfter(read: CardRead): Step {
    const { now, nameOfReader } = this.#parts;
    const judged = judgeCard(read, this.#parts, now());
    const { reader } = read;
    if (judged.kind === 'refused') return { kind: 'waiting', refused: judged.why, done: null };
    if (judged.kind === 'free') return { ...judged, kind: 'choosing', reader, people: this.#choices() };
    const person = this.#people().find(({ personId }) => personId === judged.personId);
    if (person === undefined) return { kind: 'waiting', refused: 'others', done: null };
    return { kind: 'held', tag: judged.tag, person, reader: nameOfReader(reader) };
  }

  #give(personId: PersonId): string | undefined {
    const step = this.#step;
    if (step.kind !== 'choosing') return 'Hold a card to the reader first.';
    const person = this.#people().find((each) => each.personId === personId);
    if (person === undefined) return 'This person is not in this class.';
    const { tag, reader, card } = step;
    const { journal, cardKey, cards, now } = this.#parts;
    // The hub may have told of a holder meanwhile.
    if (cards.resolveTag(tag, now()) !== undefined)
      return 'This card is somebody’s by now. Hold it to the reader again.';
    const body = { personId, tag, parts: tagsOfParts(cardKey, card), reader, by: this.#visit.by };
    if (journal.record({ type: 'card-enrolled', body }) === undefined) return NOT_KEPT;
    this.#step = { kind: 'waiting', refused: null, done: { kind: 'given', name: person.name } };
    return undefined;
  }

  #takeAway(): string | undefined {
    const step = this.#step;
    if (step.kind !== 'held') return 'Hold the card to the reader first.';
    const { tag, person } = step;
    const body = { personId: person.personId, tag, by: this.#visit.by };
    if (this.#parts.journal.record({ type: 'card-removed', body }) === undefined) return NOT_KEPT;
    this.#step = { kind: 'waiting', refused: null, done: { kind: 'taken', name: person.name } };
    return undefined;
  }

  #choices(): readonly (PersonHere & { readonly hasCard: boolean })[] {
    const { cards, now } = this.#parts;
    const holders = cards.holdersAt(now());
    return this.#people().map((person) => ({ ...person, hasCard: holders.has(person.personId) }));
  }

  #people(): readonly PersonHere[] {
    return this.#parts.people(this.#visit);
  }

  #stepView(): CardsPage['step'] {
    const step = this.#step;
    switch (step.kind) {
      case 'waiting':
        return step;
      case 'held':
        return { kind: 'held', reader: step.reader, name: step.person.name };
      case 'choosing':
        return {
          kind: 'choosing',
          reader: this.#parts.nameOfReader(step.reader),
          people: [...step.people],
        };
      default:
        return unreachable(step);
    }
  }
}
