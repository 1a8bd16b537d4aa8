import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkStatus } from '#domain/register/mark-status.ts';
import { durationPercent, fixedDivisorPercent } from '#domain/register/other-bases.ts';
import { NO_POINTS, percentOf } from '#domain/register/percent.ts';
import { attendanceStanding } from '#domain/register/statistics.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';

const marks = (text: string) => [...text] as MarkStatus[];
const stand = (text: string, toCome = 0, basis: 'weights' | 'counts' = 'weights') =>
  attendanceStanding(marks(text), DEFAULT_RULES, { toCome, basis });

describe('worked examples', () => {
  test('an hour, two hours a quarter of an hour late, and two hours missed: two thirds of the sessions, 55 % of the time', () => {
    expect(stand('PLA', 0, 'counts').toDate).toEqual({ numerator: 2, denominator: 3, text: '66.67' });
    const minutes = [
      { status: 'P', scheduledMin: 60, presentMin: 60 },
      { status: 'L', scheduledMin: 120, presentMin: 105 },
      { status: 'A', scheduledMin: 120, presentMin: 0 },
    ] as const;
    expect(durationPercent(minutes)).toEqual({ numerator: 11, denominator: 20, text: '55.00' });
  });

  test('three present of six with one excused is 60 %, not 50 %', () => {
    expect(stand('PPPAAE').toDate).toEqual({ numerator: 3, denominator: 5, text: '60.00' });
  });

  test('a fixed divisor counts lessons attended of twelve, whatever was held', () => {
    expect(fixedDivisorPercent(marks('PPLPA'), 12)?.text).toBe('33.33');
  });
});

test('late and partly present weigh what the rules say', () => {
  expect(stand('PL').toDate).toEqual({ numerator: 9, denominator: 10, text: '90.00' });
  expect(stand('PH').toDate?.text).toBe('75.00');
  expect(stand('OA').toDate?.text).toBe('50.00');
  const rules = { ...DEFAULT_RULES, lateWeight: [1, 3] as const };
  expect(attendanceStanding(marks('LLH'), rules, { toCome: 0, basis: 'weights' }).toDate).toEqual({
    numerator: 7,
    denominator: 18,
    text: '38.89',
  });
});

test('of eight sessions, five so far: to date, whole term and best possible stand side by side', () => {
  expect(stand('PPPAA', 3)).toEqual({
    toDate: { numerator: 3, denominator: 5, text: '60.00' },
    term: { numerator: 3, denominator: 8, text: '37.50' },
    bestPossible: { numerator: 3, denominator: 4, text: '75.00' },
    attended: 3,
    counted: 5,
    mayStillMiss: 0,
    verdict: 'not-eligible',
  });
});

test('excused and pending sessions are in no denominator', () => {
  expect(stand('E?E')).toMatchObject({ toDate: null, counted: 0, attended: 0, verdict: 'too-early' });
});

test.each([
  ['PPPP', 'too-early'],
  ['PPPPE', 'eligible'],
  ['PPPPPPPPPAAA', 'eligible'],
  ['PPPPPPPAAA', 'condonable'],
  ['PPPPPPAAAA', 'not-eligible'],
])('whoever has %s is %s', (text, verdict) => {
  expect(stand(text).verdict).toBe(verdict);
});

test('a percentage that is only shown as 75.00 is not 75', () => {
  const almost = [...Array<MarkStatus>(29_999).fill('P'), ...Array<MarkStatus>(10_000).fill('A')];
  const standing = attendanceStanding(almost, DEFAULT_RULES, { toCome: 0, basis: 'weights' });
  expect(standing.toDate?.text).toBe('75.00');
  expect(standing.verdict).toBe('condonable');
});

test.each([
  [1, 3, '33.33'],
  [2, 3, '66.67'],
  [1, 800, '0.13'],
  [1, 1600, '0.06'],
  [1, 20_000, '0.01'],
  [1, 20_001, '0.00'],
  [0, 7, '0.00'],
  [7, 7, '100.00'],
])('%i of %i is shown as %s', (numerator, outOf, text) => {
  expect(percentOf({ ...NO_POINTS, numerator: BigInt(numerator) }, outOf)?.text).toBe(text);
});

test('how many classes may be missed is exactly how many may be missed', () => {
  const list = fc.array(fc.constantFrom<MarkStatus[]>('P', 'L', 'H', 'E', 'O', 'A'), { maxLength: 30 });
  fc.assert(
    fc.property(list, fc.nat(30), (so, toCome) => {
      const { mayStillMiss, bestPossible } = attendanceStanding(so, DEFAULT_RULES, {
        toCome,
        basis: 'weights',
      });
      const enough = (missed: number) => {
        const all = [
          ...so,
          ...Array<MarkStatus>(toCome - missed).fill('P'),
          ...Array<MarkStatus>(missed).fill('A'),
        ];
        const end = attendanceStanding(all, DEFAULT_RULES, { toCome: 0, basis: 'weights' }).toDate;
        return end !== null && end.numerator * 100 >= 75 * end.denominator;
      };
      if (bestPossible === null) return;
      expect(enough(mayStillMiss)).toBe(mayStillMiss > 0 || enough(0));
      if (mayStillMiss < toCome) expect(enough(mayStillMiss + 1)).toBe(false);
    }),
  );
});
