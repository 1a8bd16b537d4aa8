import { describe, expect, test } from 'vitest';
import type { RosterLine } from '#contracts/engine-link/screen-state.ts';
import { findInRoster } from '../../../../src/kiosk/screen/controls/find-in-roster.ts';
import { personId } from '../support/campus.ts';

function line(number: number, name: string, status: RosterLine['status'] = '?'): RosterLine {
  return { personId: personId(number), name, studentNumber: `2024${number}`, status, byHand: false };
}

const roster = [
  line(1001, 'Tomás Villanueva-Reyes'),
  line(1002, 'Wei Zhang', 'P'),
  line(1003, 'O’Neill, Siobhán'),
  line(1004, 'محمد عبد الرحمن'),
  line(1005, 'Hannah Weiß', 'L'),
];

const found = (sought: string, filter: 'not-yet' | 'everyone' = 'everyone') =>
  findInRoster(roster, sought, filter).map(({ name }) => name);

describe('finding someone on the list', () => {
  test.each([
    ['tomas', 'Tomás Villanueva-Reyes'],
    ['REYES', 'Tomás Villanueva-Reyes'],
    ['reyes tom', 'Tomás Villanueva-Reyes'],
    ['villanueva-reyes', 'Tomás Villanueva-Reyes'],
    ['neill', 'O’Neill, Siobhán'],
    ["o'neill", 'O’Neill, Siobhán'],
    ['عبد', 'محمد عبد الرحمن'],
    ['1005', 'Hannah Weiß'],
    ['zh 1002', 'Wei Zhang'],
  ])('%s finds %s', (sought, name) => {
    expect(found(sought)).toEqual([name]);
  });

  test('the middle of a word finds nobody, and words must all fit', () => {
    expect(found('illa')).toEqual([]);
    expect(found('wei reyes')).toEqual([]);
  });

  test('nothing sought finds everyone, or those who have not come', () => {
    expect(found('  ')).toHaveLength(5);
    expect(found('', 'not-yet')).toEqual(['Tomás Villanueva-Reyes', 'O’Neill, Siobhán', 'محمد عبد الرحمن']);
  });
});
