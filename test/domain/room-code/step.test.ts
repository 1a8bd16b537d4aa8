import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { driftSteps, judgeStep, STEP_MS, stepAt, stepStart } from '#domain/room-code/step.ts';

const HALF = 2 ** 23;
const atStep = (step: number) => (step * STEP_MS + 1234) as EpochMs;
const judge = (age: number, now = 352_000_000) =>
  judgeStep({ step: (now - age) % 2 ** 24, at: atStep(now), back: 1, ahead: 1 });

test('a step lasts five seconds, from its first millisecond to its last', () => {
  expect([9_999, 10_000, 14_999, 15_000].map((at) => stepAt(at as EpochMs))).toEqual([1, 2, 2, 3]);
});

test.each([
  [0, 'current'],
  [1, 'back'],
  [2, 'expired'],
  [HALF - 1, 'expired'],
  [-1, 'ahead'],
  [-2, 'future'],
  [-HALF, 'future'],
] as const)('a code printed %i steps ago is %s', (age, judgement) => {
  expect(judge(age)).toBe(judgement);
});

test('the count of steps runs over without anybody noticing', () => {
  const over = 21 * 2 ** 24;
  expect(judge(0, over)).toBe('current');
  expect(judge(1, over)).toBe('back');
  expect(judge(2, over + 1)).toBe('expired');
  expect(judge(-1, over - 1)).toBe('ahead');
  expect(judge(-2, over - 1)).toBe('future');
});

test('whatever the time, exactly the steps allowed are accepted', () => {
  const around = fc.integer({ min: -20, max: 20 });
  fc.assert(
    fc.property(
      fc.integer({ min: 2 ** 24, max: 2 ** 30 }),
      around,
      fc.nat(3),
      fc.nat(3),
      (now, age, back, ahead) => {
        const judged = judgeStep({ step: (now - age) % 2 ** 24, at: atStep(now), back, ahead });
        const accepted = judged === 'current' || judged === 'back' || judged === 'ahead';
        expect(accepted).toBe(age <= back && -age <= ahead);
      },
    ),
  );
});

test('from 24 bits and a time nearby, the moment a step began is known again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2 ** 24, max: 2 ** 30 }),
      fc.integer({ min: -10_000, max: 10_000 }),
      (step, off) => {
        expect(stepStart(step % 2 ** 24, atStep(step + off))).toBe(step * STEP_MS);
      },
    ),
  );
});

test('another length of steps is judged by its own count', () => {
  expect(judgeStep({ step: 100, at: 303_000 as EpochMs, back: 1, ahead: 1, stepMs: 3_000 })).toBe('back');
});

test('a kiosk that was away for long is given up to two steps more', () => {
  const hours = (n: number) => n * 3_600_000;
  expect([0, hours(1), hours(12), hours(24), hours(1000)].map((since) => driftSteps(since))).toEqual([
    0, 0, 1, 2, 2,
  ]);
});
