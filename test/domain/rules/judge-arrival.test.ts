import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { arrivalBounds, judgeArrival } from '#domain/rules/judge-arrival.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import { at } from '../support/story.ts';

const RULES = DEFAULT_RULES;
const judge = (time: string) =>
  judgeArrival({ rules: RULES, startsAt: at('09:00'), openedAt: at('08:55'), at: at(time) });

test.each([
  ['08:50', 'P', 0, 'in-time'],
  ['09:00', 'P', 0, 'in-time'],
  ['09:05:00', 'P', 5, 'in-time'],
  ['09:05:00.900', 'P', 5, 'in-time'],
  ['09:05:01', 'L', 5, 'after-grace'],
  ['09:12:40', 'L', 12, 'after-grace'],
  ['09:20:00.999', 'L', 20, 'after-grace'],
  ['09:20:01', 'A', 20, 'after-cut-off'],
  ['10:05', 'A', 65, 'after-cut-off'],
])('who arrives at %s is %s', (time, status, minutesLate, reason) => {
  expect(judge(time)).toEqual({ status, minutesLate, reason });
});

test('where lateness counts from the opening, a class opened late is late for nobody', () => {
  const arrival = { rules: { ...RULES, anchor: 'opening' as const }, startsAt: at('09:00'), at: at('09:15') };
  expect(judgeArrival({ ...arrival, openedAt: at('09:10:30') })).toMatchObject({
    status: 'P',
    minutesLate: 4,
  });
  expect(judgeArrival({ ...arrival, openedAt: at('08:52') }).status).toBe('L');
  expect(judgeArrival({ ...arrival, openedAt: null }).status).toBe('L');
});

test('a cut-off set before the end of grace is the end of grace', () => {
  const rules = { ...RULES, graceMin: 10, lateUntilMin: 5 };
  const bounds = arrivalBounds({ rules, startsAt: at('09:00'), openedAt: null });
  expect(bounds).toEqual({ countedFrom: at('09:00'), lateFrom: at('09:10'), cutOffAt: at('09:10') });
});

test('nobody is better off for coming later', () => {
  const times = fc.integer({ min: at('08:30'), max: at('10:30') });
  fc.assert(
    fc.property(times, times, fc.nat(30), fc.nat(60), (one, other, graceMin, lateUntilMin) => {
      const rules = { ...RULES, graceMin, lateUntilMin };
      const [early, late] = [Math.min(one, other), Math.max(one, other)].map((time) =>
        judgeArrival({ rules, startsAt: at('09:00'), openedAt: null, at: time as EpochMs }),
      );
      const rank = { P: 0, L: 1, A: 2 };
      expect(rank[early?.status ?? 'A']).toBeLessThanOrEqual(rank[late?.status ?? 'P']);
    }),
  );
});
