import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import {
  endSilentStays,
  NO_STAYS,
  noteSighting,
  type Sighting,
} from '../../../../src/kiosk/engine/devices/stays.ts';

const ANN = 'em:000734E0' as CardNumber;
const BEN = 'em:00CE754C' as CardNumber;

/** What is told of frames at these times: "<stay number><? or !>" for each frame that makes something known. */
function told(sightings: readonly (readonly [at: number, card?: CardNumber])[], certain = false): string[] {
  let stays = NO_STAYS;
  const all: string[] = [];
  for (const [at, card = ANN] of sightings) {
    const next = noteSighting(stays, { card, at, certain });
    stays = next.stays;
    if (next.tell !== undefined) all.push(`${at}: ${next.tell.number}${next.tell.certain ? '!' : '?'}`);
  }
  return all;
}

describe('a card in the field', () => {
  it('is told at its first frame, and once more when a second frame agrees', () => {
    expect(told([[0], [65], [130], [195]])).toEqual(['0: 1?', '65: 1!']);
  });

  it('is told no more however long it stays', () => {
    const hour = Array.from({ length: 3_600_000 / 65 }, (_, i) => [i * 65] as const);
    expect(told(hour)).toEqual(['0: 1?', '65: 1!']);
  });

  it('has gone after half a second of silence, and then it is another stay', () => {
    expect(told([[0], [65], [2_065], [2_564], [3_064]])).toEqual(['0: 1?', '65: 1!', '2065: 2?', '3064: 3?']);
  });

  it('is held off until two seconds after its stay began, when its frames come and go', () => {
    expect(told([[0], [65], [700], [1_300], [1_499], [1_998], [2_497]])).toEqual(['0: 1?', '65: 1!']);
    expect(told([[0], [65], [700], [1_500], [2_000]])).toEqual(['0: 1?', '65: 1!', '2000: 2?']);
  });

  it('is not held off while it may have been made up', () => {
    expect(told([[0], [500], [1_000]])).toEqual(['0: 1?', '500: 2?', '1000: 3?']);
  });

  it('that shows another random number each time, as phones do, is one stay', () => {
    const phone = Array.from({ length: 40 }, (_, i) => [i * 100, `hf:08${1e5 + i}` as CardNumber] as const);
    expect(told(phone, true)).toEqual(['0: 1!']);
    expect(
      told(
        [
          [0, 'hf:08112233' as CardNumber],
          [50, 'hf:18112233' as CardNumber],
        ],
        true,
      ),
    ).toHaveLength(2);
  });

  it('is not certain by frames more than 300 ms apart, but by the next two that are close', () => {
    expect(told([[0], [301], [602], [903], [1_203]])).toEqual(['0: 1?', '1203: 1!']);
  });

  it('is told beside another card that is there at the same time', () => {
    const both = [
      [0, ANN],
      [30, BEN],
      [65, ANN],
      [95, BEN],
    ] as const;
    expect(told(both)).toEqual(['0: 1?', '30: 2?', '65: 1!', '95: 2!']);
  });

  it('is certain at once with a reader that tells of a card only once', () => {
    expect(told([[0], [400]], true)).toEqual(['0: 1!']);
  });

  it('counts as seen once when it leaves before a second frame agrees', () => {
    const first = noteSighting(NO_STAYS, { card: ANN, at: 0, certain: false }).stays;
    const second = noteSighting(first, { card: BEN, at: 10, certain: false }).stays;
    const third = noteSighting(second, { card: BEN, at: 75, certain: false }).stays;
    expect(endSilentStays(third, 2_009)).toMatchObject({ seenOnce: 1, present: [{ card: BEN }] });
    expect(endSilentStays(third, 2_010)).toMatchObject({ seenOnce: 1, present: [], begun: 2 });
  });
});

describe('whatever frames come', () => {
  const cards = Array.from(
    { length: 20 },
    (_, i) => `em:0000${(0x1000 + i).toString(16).toUpperCase()}` as CardNumber,
  );
  const frames = fc.array(fc.tuple(fc.nat(700), fc.constantFrom(...cards), fc.boolean()), { maxLength: 60 });

  it('a stay is told once, or first as uncertain and then as certain; and little is kept', () => {
    fc.assert(
      fc.property(frames, (steps) => {
        let stays = NO_STAYS;
        let at = 0;
        const tellings = new Map<number, boolean[]>();
        for (const [gap, card, certain] of steps) {
          at += gap;
          const sighting: Sighting = { card, at, certain };
          const next = noteSighting(stays, sighting);
          stays = next.stays;
          if (next.tell)
            tellings.set(next.tell.number, [...(tellings.get(next.tell.number) ?? []), next.tell.certain]);
          expect(stays.present.length).toBeLessThanOrEqual(40);
        }
        for (const telling of tellings.values()) {
          expect([[true], [false], [false, true]]).toContainEqual(telling);
        }
        expect([...tellings.keys()]).toEqual(Array.from({ length: stays.begun }, (_, i) => i + 1));
      }),
      { numRuns: 5_000 },
    );
  });
});
