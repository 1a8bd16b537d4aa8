import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TodayLine } from '#contracts/engine-link/screen-state.ts';
import { presentLine, todayWindow } from '../../../../src/kiosk/screen/ready/today-window.ts';
import { classCard } from '../support/campus.ts';

function day(states: readonly TodayLine['state'][]): TodayLine[] {
  return states.map((state, number) => ({
    class: classCard(number, {
      courseTitle: `Course ${number}`,
      sectionName: 'A',
      teacher: 'T',
      enrolled: 10,
      from: `${String(8 + (number % 12)).padStart(2, '0')}:00`,
      to: '20:00',
    }),
    state,
    here: 0,
  }));
}

const titles = (lines: readonly TodayLine[]) => lines.map((line) => line.class.courseTitle);

describe('the part of the day that fits', () => {
  test('is all of it when there is room', () => {
    const lines = day(['done', 'now', 'later']);
    expect(todayWindow(lines, 3)).toEqual({ earlier: 0, lines, more: 0 });
  });

  test('keeps the last finished class and what comes, and counts the rest', () => {
    const lines = day(['done', 'not-held', 'done', 'now', 'later', 'later', 'later', 'later']);
    const shown = todayWindow(lines, 5);
    expect(shown.earlier).toBe(2);
    expect(titles(shown.lines)).toEqual(['Course 2', 'Course 3', 'Course 4']);
    expect(shown.more).toBe(3);
  });

  test('is the end of the day when everything is over', () => {
    const shown = todayWindow(day(['done', 'done', 'done', 'done', 'done']), 3);
    expect(shown.earlier).toBe(3);
    expect(titles(shown.lines)).toEqual(['Course 3', 'Course 4']);
    expect(shown.more).toBe(0);
  });

  test('never takes more rows than there are, loses no class, and shows the present one, whatever the day', () => {
    const past = fc.array(fc.constantFrom<TodayLine['state']>('done', 'not-held'), { maxLength: 14 });
    const coming = fc.array(fc.constantFrom<TodayLine['state']>('later', 'cancelled'), { maxLength: 14 });
    fc.assert(
      fc.property(past, coming, fc.integer({ min: 4, max: 9 }), (before, after, rows) => {
        const lines = day([...before, 'now', ...after]);
        const shown = todayWindow(lines, rows);
        const used = shown.lines.length + (shown.earlier > 0 ? 1 : 0) + (shown.more > 0 ? 1 : 0);
        expect(used).toBeLessThanOrEqual(rows);
        expect(shown.earlier + shown.lines.length + shown.more).toBe(lines.length);
        expect(shown.lines.some((line) => line.state === 'now')).toBe(true);
      }),
    );
  });
});

describe('the line that is marked', () => {
  test.each([
    [['done', 'now', 'next'], 'Course 1'],
    [['done', 'next', 'later'], 'Course 1'],
    [['done', 'cancelled'], undefined],
  ] as const)('of %j is %s', (states, title) => {
    expect(presentLine(day(states))?.class.courseTitle).toBe(title);
  });
});
