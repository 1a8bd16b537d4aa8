import { expect, test } from 'vitest';
import { lockOut, type UnlockTry } from '#domain/session/lock-out.ts';
import { ADA, at, TEACHER } from '../support/story.ts';

const wrong = (time: string, personId = TEACHER): UnlockTry => ({
  personId,
  outcome: 'wrong-pin',
  at: at(time),
});
const accepted = (time: string): UnlockTry => ({ personId: TEACHER, outcome: 'accepted', at: at(time) });
const FIVE = ['09:00:00', '09:00:10', '09:00:20', '09:00:30', '09:00:40'].map((time) => wrong(time));
const askAt = (time: string, tries: readonly UnlockTry[]) => lockOut(tries, TEACHER, at(time));

test('whoever has not tried may try five times', () => {
  expect(askAt('09:00', [])).toEqual({ triesLeft: 5, lockedUntil: null });
});

test('each wrong PIN leaves one try fewer, and the fifth locks for five minutes', () => {
  expect(askAt('09:00:35', FIVE.slice(0, 4))).toEqual({ triesLeft: 1, lockedUntil: null });
  expect(askAt('09:00:40', FIVE)).toEqual({ triesLeft: 0, lockedUntil: at('09:05:40') });
  expect(askAt('09:05:39.999', FIVE)).toEqual({ triesLeft: 0, lockedUntil: at('09:05:40') });
  expect(askAt('09:05:40', FIVE)).toEqual({ triesLeft: 5, lockedUntil: null });
});

test('wrong PINs that lie more than five minutes apart do not add up', () => {
  const spread = ['09:00', '09:02', '09:04', '09:06', '09:08', '09:10'].map((time) => wrong(time));
  expect(askAt('09:10', spread)).toEqual({ triesLeft: 2, lockedUntil: null });
});

test('trying while locked out does not lock for longer', () => {
  const tries = [...FIVE, { personId: TEACHER, outcome: 'locked-out', at: at('09:04') } as const];
  expect(askAt('09:05:40', tries).lockedUntil).toBeNull();
});

test('getting in forgets the wrong tries', () => {
  expect(askAt('09:01', [...FIVE.slice(0, 4), accepted('09:00:50'), wrong('09:00:55')]).triesLeft).toBe(4);
});

test('a card opens for a teacher whose PIN students have locked', () => {
  expect(askAt('09:01', [...FIVE, accepted('09:00:50')])).toEqual({ triesLeft: 5, lockedUntil: null });
});

test("one person's wrong PINs lock nobody else out", () => {
  expect(lockOut(FIVE, ADA, at('09:01'))).toEqual({ triesLeft: 5, lockedUntil: null });
});
