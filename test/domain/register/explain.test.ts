import { expect, test } from 'vitest';
import { type ExplainOptions, explainMark, explainQuarantined } from '#domain/register/explain.ts';
import type { Fact } from '#domain/register/fact.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import {
  ADA,
  BEN,
  checkedIn,
  HERE,
  headAt,
  locked,
  markedByHand,
  markOf,
  OCCURRENCE,
  opened,
  registerAt,
  sealed,
  TEACHER,
  tag,
  touch,
} from '../support/story.ts';

const OPTIONS: ExplainOptions = {
  time: (at, to) => new Date(at).toISOString().slice(11, to === 'second' ? 19 : 16),
  room: (roomId) => (roomId === HERE ? 'B-204' : undefined),
  person: (personId) => (personId === TEACHER ? 'Dr Noether' : undefined),
};
const OPEN = opened('08:57', { seq: 1 });
const rules = { ...DEFAULT_RULES, version: 3 };

const wordsFor = (who: typeof ADA, now: string, ...facts: readonly Fact[]) =>
  explainMark(markOf(registerAt(now, [OPEN, ...facts], { rules }), who), OPTIONS);

test('an arrival is explained by its time, the rule and where the proof came from', () => {
  expect(wordsFor(ADA, '09:30', touch(ADA, '09:12:40'))).toBe(
    'Late: 09:12:40 is after 09:00 + 5 min grace; rule 3; card at B-204',
  );
  expect(wordsFor(ADA, '09:30', touch(ADA, '09:04:00'))).toBe(
    'Present: 09:04:00 is within 09:00 + 5 min grace; rule 3; card at B-204',
  );
  expect(wordsFor(ADA, '09:30', touch(ADA, '09:31:02'))).toBe(
    'Pending: 09:31:02 is after the cut-off, 09:00 + 20 min; rule 3; card at B-204',
  );
  expect(wordsFor(ADA, '09:30', checkedIn(ADA, '09:01', { provisional: true }))).toBe(
    'Present: 09:01:00 is within 09:00 + 5 min grace; rule 3; phone; the phone is not confirmed yet',
  );
});

test('lateness that counts from the opening says so', () => {
  const register = registerAt('09:40', [opened('09:10'), touch(ADA, '09:16')], {
    rules: { ...rules, anchor: 'opening' },
  });
  expect(explainMark(markOf(register, ADA), OPTIONS)).toBe(
    'Late: 09:16:00 is after 09:10 (opening) + 5 min grace; rule 3; card at B-204',
  );
});

test('a mark by hand says who, when and why', () => {
  expect(wordsFor(ADA, '09:30', markedByHand(ADA, 'P', '09:20', null))).toBe(
    'Present: set by hand at 09:20 by Dr Noether; seen in class',
  );
  const other = markedByHand(ADA, 'E', '09:21', null, { kiosk: 0 });
  expect(wordsFor(ADA, '09:30', markedByHand(ADA, 'P', '09:20', null), other)).toBe(
    'Excused: set by hand at 09:21 by Dr Noether; seen in class; another mark by hand says otherwise',
  );
});

test('nothing presented is said before and after sealing', () => {
  expect(wordsFor(BEN, '09:30')).toBe('Pending: nothing presented so far');
  expect(wordsFor(BEN, '10:30', sealed('10:20'))).toBe(
    'Absent: nothing was presented before the session was sealed',
  );
});

test('noted, not held and cancelled explain themselves', () => {
  const words = (now: string, facts: readonly Fact[], cancelled = false) =>
    explainMark(markOf(registerAt(now, facts, { occurrence: { ...OCCURRENCE, cancelled } }), ADA), OPTIONS);
  expect(words('08:55', [touch(ADA, '08:52')])).toBe(
    'Pending: noted at 08:52:00, counts once the class is opened; card at B-204',
  );
  expect(words('10:30', [])).toBe('Pending: nobody opened this session, so it counts for nobody');
  expect(words('09:30', [], true)).toBe('Pending: the session was cancelled');
});

test('what is uncertain, late or proposed is said', () => {
  expect(wordsFor(ADA, '09:30', touch(ADA, '09:04:59', { uncertaintyMs: 3_000 }))).toContain(
    'by a clock that could not be compared closely enough',
  );
  const facts = [touch(ADA, '09:12', { seq: 5 }), sealed('10:20', { heads: [headAt(1, 1)] })];
  expect(wordsFor(ADA, '10:30', ...facts)).toContain('came in after sealing');
  expect(wordsFor(ADA, '11:30', ...facts, locked('11:00', [headAt(1, 1)]))).toBe(
    'Absent: nothing was presented before the session was sealed; would be late with what came in after locking',
  );
});

test('what is in quarantine explains itself', () => {
  const [unknown] = registerAt('09:30', [OPEN, touch(tag(9), '09:00')]).quarantine;
  if (unknown === undefined) throw new Error('nothing in quarantine');
  expect(explainQuarantined(unknown)).toBe(
    'This card belongs to nobody we know. It counts as soon as it is given to somebody.',
  );
});
