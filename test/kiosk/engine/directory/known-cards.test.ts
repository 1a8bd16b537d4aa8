import { describe, expect, it, test } from 'vitest';
import type { EventId } from '#domain/ids.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import type { Card } from '../../../../src/kiosk/engine/directory/card-index.ts';
import { KnownCards } from '../../../../src/kiosk/engine/directory/known-cards.ts';
import { type CardFact, cards, ms, person, tag } from './directory-facts.ts';

const DAY = 24 * 3_600_000;

/** What the hub tells at the moment, and what happens at the kiosk. */
class Known {
  now = 100 * DAY;
  #told: readonly Card[] = [];
  #events = 0;
  readonly known = new KnownCards(
    {
      cards: () => this.#told,
      cardsOf: (each) => this.#told.filter((card) => card.tag === each),
      tagsLeaving: () => [],
    },
    () => ms(this.now),
  );

  hubTells(...facts: readonly CardFact[]): this {
    this.#told = cards(...facts).cards;
    return this;
  }

  gives(card: number, who: number, id = String(++this.#events)): this {
    const parts = [{ form: 'em-low24', tag: tag(900 + card) }];
    const body = { personId: person(who), tag: tag(card), parts, reader: 'desk', by: person(900) };
    return this.#take({ id, type: 'card-enrolled', body });
  }

  takes(card: number, who: number): this {
    const body = { personId: person(who), tag: tag(card), by: person(900) };
    return this.#take({ id: String(++this.#events), type: 'card-removed', body });
  }

  later(ms_: number): this {
    this.now += ms_;
    return this;
  }

  whose(card: number, at = this.now) {
    return this.known.resolveTag(tag(card), ms(at));
  }

  #take(event: { readonly id: string; readonly type: string; readonly body: object }): this {
    const clock = { wall: this.now, mono: 0, boot: 'x', hubMinusMono: null, uncertaintyMs: null };
    this.known.take({ ...event, id: event.id as EventId, clock } as unknown as LedgerEvent);
    return this;
  }
}

describe('a card given out at this kiosk', () => {
  it('is its holder’s at once, also for touches from before', () => {
    const known = new Known().gives(1, 7);
    expect(known.whose(1)).toBe(person(7));
    expect(known.whose(1, 1)).toBe(person(7));
    expect(known.whose(901)).toBe(person(7));
  });

  it('is its holder’s from now on only, when somebody had it before', () => {
    const known = new Known().hubTells([1, 5, 0, 10 * DAY]).gives(1, 7);
    expect(known.whose(1)).toBe(person(7));
    expect(known.whose(1, 5 * DAY)).toBe(person(5));
    expect(known.whose(1, known.now - 1)).toBeUndefined();
  });

  it('stays whose it is by the hub, if the hub turns out to have given it to somebody else', () => {
    const known = new Known().gives(1, 7).hubTells([1, 5, 0, null]);
    expect(known.whose(1)).toBe(person(5));
  });

  it('is once the hub tells of it no longer given twice, and ends when the hub ends it', () => {
    const known = new Known().gives(1, 7);
    const givenAt = known.now;
    known.hubTells([1, 7, 0, null]);
    expect(known.known.cardsOf(tag(1))).toHaveLength(1);
    known.later(DAY).hubTells([1, 7, 0, givenAt + DAY]);
    expect(known.whose(1)).toBeUndefined();
    expect(known.whose(1, givenAt)).toBe(person(7));
  });

  it('is no longer vouched for by the kiosk after a month, when the hub must have told of it', () => {
    const known = new Known().gives(1, 7).later(29 * DAY);
    expect(known.whose(1)).toBe(person(7));
    expect(known.later(2 * DAY).whose(1)).toBeUndefined();
  });

  it('counts once, however often its event is taken', () => {
    const known = new Known().gives(1, 7, 'same').takes(1, 7).gives(1, 7, 'same');
    expect(known.whose(1)).toBeUndefined();
  });
});

test('who has a card is known by both, for giving out cards to the others', () => {
  const known = new Known().hubTells([1, 5, 0, null], [2, 6, 0, 10], [3, 7, 0, null]).takes(3, 7).gives(4, 8);
  expect([...known.known.holdersAt(ms(known.now))].toSorted()).toEqual([person(5), person(8)]);
});

describe('a card taken away at this kiosk', () => {
  it('is nobody’s from then on, whatever the hub still says, and may be given to somebody else', () => {
    const known = new Known().hubTells([1, 5, 0, null]).takes(1, 5);
    expect(known.whose(1)).toBeUndefined();
    expect(known.whose(1, known.now - 1)).toBe(person(5));
    known.later(1_000).gives(1, 7);
    expect(known.whose(1)).toBe(person(7));
  });

  it('and given back to the same person by the hub since is theirs again', () => {
    const known = new Known().hubTells([1, 5, 0, null]).takes(1, 5);
    const takenAt = known.now;
    known.later(DAY).hubTells([1, 5, 0, takenAt], [1, 5, takenAt + DAY, null]);
    expect(known.whose(1)).toBe(person(5));
  });
});
