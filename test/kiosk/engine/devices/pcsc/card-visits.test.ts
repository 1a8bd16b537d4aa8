import { describe, expect, it } from 'vitest';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { cardCame, cardLeft, NO_VISITS } from '../../../../../src/kiosk/engine/devices/pcsc/card-visits.ts';
import { cardInAnswer } from '../../../../../src/kiosk/engine/devices/pcsc/uid-answer.ts';
import { hex } from '../support/hex.ts';
import { randomBytes } from '../support/random-bytes.ts';

const CARD = 'hf:1EA68671' as CardNumber;
const OTHER = 'hf:90D752C5' as CardNumber;

describe('visits of cards', () => {
  it('are numbered as the cards come, also of two at once', () => {
    const first = cardCame(NO_VISITS, CARD, 0);
    expect(first.number).toBe(1);
    expect(cardCame(first.visits, OTHER, 10).number).toBe(2);
  });

  it('go on when a card flickers at the edge of the field, and end when it was away for half a second', () => {
    const lying = cardCame(NO_VISITS, CARD, 0).visits;
    const flicker = cardCame(cardLeft(lying, CARD, 60_000), CARD, 60_499);
    expect(flicker.number).toBeUndefined();
    const again = cardCame(cardLeft(flicker.visits, CARD, 70_000), CARD, 70_500);
    expect(again.number).toBe(2);
  });
});

describe("a reader's answer to who the card is", () => {
  it.each([
    ['1E A6 86 71 90 00', 'hf:1EA68671'],
    ['04 A3 C6 CA E2 61 80 90 00', 'hf:04A3C6CAE26180'],
    // ISO 15693, whose bytes come the other way round from most readers.
    ['FF 31 88 1F 00 00 07 E0 90 00', 'hf:E00700001F8831FF'],
    ['E0 07 00 00 1F 88 31 FF 90 00', 'hf:E00700001F8831FF'],
  ])('%s is a card', (answer, card) => {
    expect(cardInAnswer(hex(answer))).toBe(card);
  });

  it.each(['6D 00', '63 00', '90 00', '1E A6 86 90 00', '1E A6 86 71 63 00', '90'])(
    '%s is none',
    (answer) => {
      expect(cardInAnswer(hex(answer))).toBeUndefined();
    },
  );

  it('of any bytes is read without a throw, 100,000 times', () => {
    const next = randomBytes();
    for (let i = 0; i < 100_000; i += 1) {
      const card = cardInAnswer(next(i % 14));
      if (card !== undefined) expect(card).toMatch(/^hf:([0-9A-F]{2}){4,10}$/);
    }
  });
});
