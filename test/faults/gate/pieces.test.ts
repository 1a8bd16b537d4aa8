import { describe, expect, test } from 'vitest';
import { countOf, joined, nextPiece, wordsFor } from './pieces.ts';

describe('what of a campaign is played next', () => {
  test('is a chunk at a time, from the first case to the last one asked for', () => {
    expect(nextPiece([], 250, 100)).toEqual({ from: 1, count: 100 });
    expect(nextPiece([{ from: 1, count: 100 }], 250, 100)).toEqual({ from: 101, count: 100 });
    expect(nextPiece([{ from: 1, count: 200 }], 250, 100)).toEqual({ from: 201, count: 50 });
    expect(nextPiece([{ from: 1, count: 250 }], 250, 100)).toBeUndefined();
  });

  test('is what a stopped gate left out, and never more than that', () => {
    const taken = [
      { from: 201, count: 100 },
      { from: 1, count: 130 },
    ];
    expect(nextPiece(taken, 1_000, 100)).toEqual({ from: 131, count: 70 });
    expect(nextPiece([...taken, { from: 131, count: 70 }], 1_000, 100)).toEqual({ from: 301, count: 100 });
    expect(nextPiece(taken, 150, 100)).toEqual({ from: 131, count: 20 });
  });
});

test('pieces that touch or overlap are counted once', () => {
  const pieces = [
    { from: 101, count: 50 },
    { from: 1, count: 100 },
    { from: 140, count: 20 },
    { from: 1_000, count: 1 },
  ];
  expect(joined(pieces)).toEqual([
    { from: 1, count: 159 },
    { from: 1_000, count: 1 },
  ]);
  expect(countOf(pieces)).toBe(160);
  expect(wordsFor(pieces)).toBe('1 to 159, 1,000');
});
