import { describe, expect, test } from 'vitest';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { answerPresentation, type PresentationToAnswer } from '#domain/punch/answer-presentation.ts';
import type { Fact } from '#domain/register/fact.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import {
  ADA,
  at,
  BEN,
  checkedIn,
  ended,
  markOf,
  OCCURRENCE,
  opened,
  person,
  registerAt,
  TEACHER,
  touch,
} from '../support/story.ts';

const OPEN = opened('08:57');
const ENROLMENTS = [ADA, BEN].map((personId) => ({ personId, from: 0 as EpochMs, to: null }));

function answer(
  who: PersonId | 'ambiguous' | undefined,
  time: string,
  facts: readonly Fact[],
  more: Partial<PresentationToAnswer> = {},
) {
  const register = registerAt(time, facts, { enrolments: ENROLMENTS });
  return answerPresentation({
    person: who,
    isFaculty: who === TEACHER,
    at: at(time),
    session: { occurrence: OCCURRENCE, rules: DEFAULT_RULES, enrolments: ENROLMENTS, register },
    elsewhere: () => undefined,
    ...more,
  });
}

const only = (kind: string) => ({ kind, minutes: null, room: null, course: null });

test.each([
  ['09:05:00.900', only('present')],
  ['09:05:01', { ...only('late'), minutes: 5 }],
  ['09:20:01', only('after-cut-off')],
])('who touches at %s is told so', (time, told) => {
  expect(answer(ADA, time, [OPEN])).toEqual(told);
});

test('who was recorded already is told when, whatever recorded them', () => {
  expect(answer(ADA, '09:12', [OPEN, touch(ADA, '09:01')])).toEqual({
    ...only('already-recorded'),
    minutes: 11,
  });
  expect(answer(ADA, '09:12', [OPEN, checkedIn(ADA, '09:11:30')])).toEqual({
    ...only('already-recorded'),
    minutes: 0,
  });
});

test('before anybody has unlocked, touches are noted', () => {
  expect(answer(ADA, '08:52', [])).toEqual(only('noted'));
  expect(answer(ADA, '08:53', [touch(ADA, '08:52')])).toEqual({ ...only('already-recorded'), minutes: 1 });
});

describe('somebody who has no business here', () => {
  const there = { elsewhere: () => ({ room: 'C-110', course: 'CS102' }) };
  const sent = { kind: 'wrong-room', minutes: null, room: 'C-110', course: 'CS102' };

  test('is told so, or where to go', () => {
    expect(answer(person(77), '09:00', [OPEN])).toEqual(only('not-enrolled'));
    expect(answer(person(77), '09:00', [OPEN], there)).toEqual(sent);
  });

  test('while nothing is on, too', () => {
    expect(answer(ADA, '09:00', [], { session: null })).toEqual(only('no-session'));
    expect(answer(ADA, '09:00', [], { session: null, ...there })).toEqual(sent);
  });

  test.each(['08:30', '10:10:01'])('finds no class at %s', (time) => {
    expect(answer(ADA, time, [OPEN])).toEqual(only('no-session'));
  });

  test('finds no class that was ended by hand', () => {
    expect(answer(ADA, '09:11', [OPEN, ended('09:10', null)])).toEqual(only('no-session'));
  });
});

test('cards nobody knows, or that could be several, are told apart', () => {
  expect(answer(undefined, '09:00', [OPEN])).toEqual(only('unknown-card'));
  expect(answer('ambiguous', '09:00', [OPEN])).toEqual(only('ambiguous-card'));
});

test("a teacher's touch unlocks, whether anything is on or not", () => {
  expect(answer(TEACHER, '09:00', [OPEN])).toEqual(only('faculty'));
  expect(answer(TEACHER, '07:00', [], { session: null })).toEqual(only('faculty'));
});

test('an assistant who is also enrolled is recorded like everybody', () => {
  expect(answer(ADA, '09:00', [OPEN], { isFaculty: true })).toEqual(only('present'));
});

test('what people are told is what the register says after their touch', () => {
  const told = { present: 'P', late: 'L', 'after-cut-off': '?', noted: '?' };
  for (const time of ['08:51', '08:59', '09:05', '09:05:01', '09:20', '09:20:00.999', '09:20:01', '10:09']) {
    const facts = time < '08:57' ? [] : [OPEN];
    const { kind } = answer(ADA, time, facts);
    const register = registerAt(time, [...facts, touch(ADA, time)], { enrolments: ENROLMENTS });
    expect(told[kind as keyof typeof told]).toBe(markOf(register, ADA).status);
  }
});
