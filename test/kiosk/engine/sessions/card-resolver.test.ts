import { describe, expect, it } from 'vitest';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { cardFromReader } from '#domain/card-number/reader-profile.ts';
import type { PersonId } from '#domain/ids.ts';
import { CardResolver } from '../../../../src/kiosk/engine/sessions/card-resolver.ts';
import { at, ENROLMENT, NOBODYS_CARD, NOOR, tagOf } from '../rig/campus.ts';

function cardOf(number: string): CardNumber {
  const card = cardFromReader('em-8h10d', number);
  if (!card.ok) throw new Error('no card number');
  return card.value;
}

function resolver(known: ReadonlyMap<string, PersonId | 'ambiguous'>): CardResolver {
  return new CardResolver({ cardKey: ENROLMENT.cardKey, resolveTag: (tag) => known.get(tag) });
}

const read = (number: string, stay: string, certain: boolean) => ({
  reader: 'door',
  card: cardOf(number),
  stay,
  certain,
  at: 0,
});

describe('a card in a reader’s field', () => {
  const noors = new Map([[tagOf(NOOR.card), NOOR.id]]);

  it('that the directory knows is taken at its first frame, and only then', () => {
    const cards = resolver(noors);
    const resolved = { tag: tagOf(NOOR.card), person: NOOR.id };
    expect(cards.resolve(read(NOOR.card, 'door/1', false), at('9:00'))).toEqual(resolved);
    expect(cards.resolve(read(NOOR.card, 'door/1', true), at('9:00'))).toBeUndefined();
    expect(cards.resolve(read(NOOR.card, 'door/2', false), at('9:00'))).toEqual(resolved);
  });

  it('that nobody knows waits for a second frame, for readers make numbers up', () => {
    const cards = resolver(noors);
    expect(cards.resolve(read(NOBODYS_CARD, 'door/1', false), at('9:00'))).toBeUndefined();
    const unknown = { tag: tagOf(NOBODYS_CARD), person: undefined };
    expect(cards.resolve(read(NOBODYS_CARD, 'door/1', true), at('9:00'))).toEqual(unknown);
    expect(cards.resolve(read(NOBODYS_CARD, 'door/1', true), at('9:00'))).toBeUndefined();
  });

  it('that fits two people is known, though not whose it is', () => {
    const cards = resolver(new Map([[tagOf(NOOR.card), 'ambiguous' as const]]));
    expect(cards.resolve(read(NOOR.card, 'door/1', false), at('9:00'))?.person).toBe('ambiguous');
  });
});
