import { describe, expect, test } from 'vitest';
import {
  endsBurst,
  type KeyBurst,
  looksLikeCard,
  NO_BURST,
  nextBurst,
} from '../../../../src/kiosk/screen/keys/key-burst.ts';

/** Presses so many keys, each `gapMs` after the one before; the first at 1,000. */
function pressed(keys: number, gapMs: number): KeyBurst {
  return Array.from({ length: keys }, (_, index) => 1000 + index * gapMs).reduce(nextBurst, NO_BURST);
}

describe('a burst of keys', () => {
  test('grows while keys follow each other closely, and starts anew after a pause', () => {
    expect(pressed(10, 50)).toEqual({ keys: 10, from: 1000, to: 1450 });
    expect(nextBurst(pressed(10, 50), 1450 + 151)).toEqual({ keys: 1, from: 1601, to: 1601 });
    expect(nextBurst(pressed(10, 150), 1000 + 9 * 150 + 150).keys).toBe(11);
  });

  test.each([
    [4, 150, true],
    [3, 10, false],
    [0, 10, false],
  ])('of %i keys every %i ms makes an Enter right after it the reader’s: %s', (keys, gapMs, expected) => {
    const burst = pressed(keys, gapMs);
    expect(endsBurst(burst, burst.to + 100)).toBe(expected);
  });

  test('leaves an Enter after a pause to the person', () => {
    const burst = pressed(10, 50);
    expect(endsBurst(burst, burst.to + 151)).toBe(false);
  });

  test.each([
    ['a reader at its usual pace', 10, 50, true],
    ['a fast reader', 10, 2, true],
    ['a person with a quick hand', 8, 110, false],
    ['a few digits, however fast', 7, 5, false],
  ])('tells %s from a PIN', (_who, keys, gapMs, expected) => {
    expect(looksLikeCard(pressed(keys, gapMs))).toBe(expected);
  });
});
