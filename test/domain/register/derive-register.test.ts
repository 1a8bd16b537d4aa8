import { describe, expect, test } from 'vitest';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import {
  ADA,
  at,
  BEN,
  CEM,
  CLASS,
  checkedIn,
  ELSEWHERE,
  ended,
  extended,
  markedByHand,
  markOf,
  OCCURRENCE,
  opened,
  person,
  registerAt,
  sealed,
  session,
  TEACHER,
  tag,
  touch,
} from '../support/story.ts';

const OPEN = opened('08:57');
const since = (personId: PersonId, from: string, to: string | null = null) => ({
  personId,
  from: at(from),
  to: to === null ? null : at(to),
});

describe('a class is opened and people come', () => {
  const facts = [OPEN, touch(ADA, '08:59:30'), touch(BEN, '09:12:40')];

  test('who is in time is present, who is not is late, and nobody is absent yet', () => {
    const register = registerAt('09:30', facts);
    expect(register.marks.map(({ personId, status }) => [personId, status])).toEqual([
      [ADA, 'P'],
      [BEN, 'L'],
      [CEM, '?'],
    ]);
    expect(markOf(register, BEN)).toMatchObject({ arrivedAt: at('09:12:40'), method: 'card', flags: [] });
    expect(register.counts).toMatchObject({
      enrolled: 3,
      here: 2,
      present: 1,
      late: 1,
      notYet: 1,
      absent: 0,
    });
    expect(register.arrivals.map(({ personId }) => personId)).toEqual([BEN, ADA]);
  });

  test('a closed class has no absences before it is sealed', () => {
    expect(markOf(registerAt('10:30', facts), CEM)).toMatchObject({
      status: '?',
      explanation: { kind: 'no-evidence', sealed: false },
    });
    expect(markOf(registerAt('10:30', [...facts, sealed('10:20')]), CEM)).toMatchObject({
      status: 'A',
      explanation: { kind: 'no-evidence', sealed: true },
    });
  });

  test('who comes after the cut-off is kept as evidence, and absent once the session is sealed', () => {
    const late = [OPEN, touch(CEM, '09:20:01')];
    expect(markOf(registerAt('09:30', late), CEM)).toMatchObject({
      status: '?',
      arrivedAt: at('09:20:01'),
      explanation: { kind: 'arrived', reason: 'after-cut-off' },
    });
    expect(markOf(registerAt('10:30', [...late, sealed('10:20')]), CEM).status).toBe('A');
    expect(registerAt('09:30', late).arrivals).toEqual([]);
  });

  test('a fraction of a second makes nobody late', () => {
    expect(markOf(registerAt('09:30', [OPEN, touch(ADA, '09:05:00.900')]), ADA).status).toBe('P');
    expect(markOf(registerAt('09:30', [OPEN, touch(ADA, '09:05:01')]), ADA).status).toBe('L');
  });

  test("the teacher's card is no attendance", () => {
    const register = registerAt('09:30', [OPEN, touch(TEACHER, '08:57')]);
    expect(register.counts).toMatchObject({ here: 0, quarantined: 0 });
  });

  test('an assistant who teaches the class and is enrolled in it is marked', () => {
    const enrolments = [{ personId: TEACHER, from: 0 as EpochMs, to: null }];
    const register = registerAt('09:30', [OPEN, touch(TEACHER, '08:57')], { enrolments });
    expect(markOf(register, TEACHER).status).toBe('P');
  });
});

describe('people who touch before anybody has unlocked', () => {
  const early = touch(ADA, '08:52');

  test('are noted, and count as soon as the class is opened', () => {
    const armed = registerAt('08:55', [early]);
    expect(armed.standing.state).toBe('ARMED');
    expect(armed.counts).toMatchObject({ noted: 1, here: 0 });
    expect(markOf(armed, ADA)).toMatchObject({
      status: '?',
      explanation: { kind: 'noted', at: at('08:52') },
    });
    expect(markOf(registerAt('09:11', [early, opened('09:10')]), ADA)).toMatchObject({
      status: 'P',
      arrivedAt: at('08:52'),
    });
  });

  test('count for nothing when the class was never opened: it was not held', () => {
    const register = registerAt('10:30', [early, sealed('10:20')]);
    expect(register.flags).toContain('not-held');
    expect(register.marks.map(({ status }) => status)).toEqual(['?', '?', '?']);
    expect(markOf(register, ADA)).toMatchObject({ flags: ['not-held'], evidence: [early.id] });
    expect(register.counts.absent).toBe(0);
  });
});

describe('touching again', () => {
  test('within five seconds at one reader is one tap; within two minutes a duplicate; later another touch', () => {
    const first = touch(ADA, '08:59:00');
    const facts = [
      touch(ADA, '08:59:04'),
      touch(ADA, '08:59:08.500'),
      touch(ADA, '08:59:30', { reader: 'desk' }),
      touch(ADA, '09:15:00'),
    ];
    const register = registerAt('09:30', [OPEN, first, ...facts]);
    expect(register.duplicates.map(({ kind, of }) => [kind, of])).toEqual([
      ['double-tap', first.id],
      ['double-tap', first.id],
      ['duplicate', first.id],
      ['again', first.id],
    ]);
    expect(markOf(register, ADA)).toMatchObject({ status: 'P', arrivedAt: at('08:59:00') });
    expect(markOf(register, ADA).evidence).toHaveLength(5);
    expect(register.counts.here).toBe(1);
  });

  test('exactly five seconds later is still one tap, and exactly two minutes later a duplicate', () => {
    const kinds = (second: string) =>
      registerAt('09:30', [OPEN, touch(ADA, '08:59:00'), touch(ADA, second)]).duplicates.map(
        ({ kind }) => kind,
      );
    expect(kinds('08:59:05')).toEqual(['double-tap']);
    expect(kinds('08:59:05.001')).toEqual(['duplicate']);
    expect(kinds('09:01:00')).toEqual(['duplicate']);
    expect(kinds('09:01:00.001')).toEqual(['again']);
  });

  test('a minute after the second touch is a duplicate of the second', () => {
    const second = touch(ADA, '09:15:00');
    const { duplicates } = registerAt('09:30', [OPEN, touch(ADA, '08:59'), second, touch(ADA, '09:16')]);
    expect(duplicates.map(({ kind }) => kind)).toEqual(['again', 'duplicate']);
    expect(duplicates[1]?.of).toBe(second.id);
  });

  test('at two readers within five seconds is a duplicate and not a double tap', () => {
    const register = registerAt('09:30', [
      OPEN,
      touch(ADA, '08:59'),
      touch(ADA, '08:59:02', { reader: 'desk' }),
    ]);
    expect(register.duplicates.map(({ kind }) => kind)).toEqual(['duplicate']);
  });

  test('card and phone agree to one mark, at the earlier of the two', () => {
    const register = registerAt('09:30', [OPEN, touch(ADA, '09:06'), checkedIn(ADA, '09:04:55')]);
    expect(markOf(register, ADA)).toMatchObject({ status: 'P', method: 'phone', arrivedAt: at('09:04:55') });
  });
});

test('a phone that scanned before the card was touched came first, however long confirming took', () => {
  const register = registerAt('09:30', [OPEN, touch(ADA, '09:05:05'), checkedIn(ADA, '09:04:55')]);
  expect(markOf(register, ADA)).toMatchObject({ status: 'P', method: 'phone', arrivedAt: at('09:04:55') });
});

describe('what counts for nobody is kept', () => {
  const reasonOf = (...facts: Parameters<typeof registerAt>[1]) =>
    registerAt('10:30', [OPEN, ...facts]).quarantine.map(({ reason }) => reason);

  test('with its reason', () => {
    expect(reasonOf(touch(tag(9), '09:00'))).toEqual(['unknown-card']);
    expect(reasonOf(touch(person(77), '09:00'))).toEqual(['not-enrolled']);
    expect(reasonOf(touch(ADA, '08:49:59'))).toEqual(['too-early']);
    expect(reasonOf(touch(ADA, '10:10:01'))).toEqual(['closed']);
    expect(reasonOf(touch(ADA, '09:00', { room: ELSEWHERE, kiosk: 9 }))).toEqual(['wrong-room']);
    expect(reasonOf(touch(ADA, '03:00', { uncertaintyMs: null }))).toEqual(['clock']);
  });

  test('but a fraction of a second closes no door', () => {
    expect(reasonOf(touch(ADA, '10:10:00.900'))).toEqual([]);
    expect(reasonOf(touch(tag(9), '10:10:00.900', { session: null }))).toEqual(['unknown-card']);
    expect(reasonOf(touch(tag(9), '10:10:01', { session: null }))).toEqual([]);
  });

  test('a number that fits several cards is nobody', () => {
    const register = registerAt('09:30', [OPEN, touch(tag(9), '09:00')], { resolve: () => 'ambiguous' });
    expect(register.quarantine).toMatchObject([{ reason: 'ambiguous-card', personId: null, tag: tag(9) }]);
  });

  test('after an end by hand nobody comes in, and whoever tried does once the end is taken back', () => {
    const end = ended('09:10', null);
    const facts = [OPEN, end, touch(ADA, '09:12')];
    expect(registerAt('09:30', facts).quarantine).toMatchObject([{ reason: 'closed', personId: ADA }]);
    const back = registerAt('09:30', [...facts, extended('09:15', '10:10', end)]);
    expect(back.quarantine).toEqual([]);
    expect(markOf(back, ADA).status).toBe('L');
  });

  test('it is judged again when somebody is given the card', () => {
    const unknown = touch(tag(9), '09:03');
    const before = registerAt('09:30', [OPEN, unknown]);
    expect(before.counts).toMatchObject({ here: 0, quarantined: 1 });
    const after = registerAt('09:30', [OPEN, unknown], {
      resolve: (t, when) => (t === tag(9) && when === at('09:03') ? ADA : undefined),
    });
    expect(after.counts).toMatchObject({ here: 1, quarantined: 0 });
    expect(markOf(after, ADA)).toMatchObject({ status: 'P', flags: ['replayed'] });
  });

  test('a card that was somebody’s then stays theirs, whoever has it now', () => {
    const known = { ...touch(ADA, '09:03') };
    expect(markOf(registerAt('09:30', [OPEN, known], { resolve: () => BEN }), ADA).status).toBe('P');
  });
});

describe('enrolled then', () => {
  test('is judged as of the touch', () => {
    const enrolments = [since(ADA, '08:00', '09:02'), since(BEN, '09:10')];
    const register = registerAt('10:30', [OPEN, touch(ADA, '09:01'), touch(BEN, '09:05')], { enrolments });
    expect(markOf(register, ADA).status).toBe('P');
    expect(register.quarantine).toMatchObject([{ reason: 'not-enrolled', personId: BEN }]);
    expect(register.marks).toHaveLength(1);
  });

  test('who joined during the class is on the register when they came, and not absent when they did not', () => {
    const enrolments = [since(ADA, '09:10'), since(BEN, '09:10')];
    const register = registerAt('10:30', [OPEN, touch(ADA, '09:12'), sealed('10:20')], { enrolments });
    expect(register.marks.map(({ personId, status }) => [personId, status])).toEqual([[ADA, 'L']]);
  });

  test('who left before the class is not on it', () => {
    const register = registerAt('10:30', [OPEN, sealed('10:20')], {
      enrolments: [since(ADA, '07:00', '08:00')],
    });
    expect(register.marks).toEqual([]);
  });
});

describe('rooms and kiosks', () => {
  test('a class that moved takes along what was recorded where it was opened', () => {
    const facts = [
      opened('08:57', { kiosk: 9, room: ELSEWHERE }),
      touch(ADA, '09:00', { kiosk: 9, room: ELSEWHERE }),
    ];
    expect(markOf(registerAt('09:30', facts), ADA).status).toBe('P');
  });

  test('two kiosks in one room make one register', () => {
    const facts = [
      OPEN,
      opened('08:58', { kiosk: 2 }),
      touch(ADA, '09:00'),
      touch(BEN, '09:01', { kiosk: 2 }),
    ];
    expect(registerAt('09:30', facts).counts.present).toBe(2);
  });

  test('touches made while the kiosk knew of no class count when they were made in its room in its time', () => {
    const nameless = { session: null };
    const facts = [
      opened('09:30', { kiosk: 2 }),
      touch(ADA, '09:01', nameless),
      touch(BEN, '08:30', nameless),
      touch(CEM, '09:01', { ...nameless, kiosk: 9, room: ELSEWHERE }),
    ];
    const register = registerAt('09:40', facts);
    expect(register.marks.map(({ status }) => status)).toEqual(['P', '?', '?']);
    expect(register.quarantine).toEqual([]);
  });

  test('what was recorded for another class stays there', () => {
    const register = registerAt('09:30', [OPEN, touch(ADA, '09:00', { session: session(2) })]);
    expect(register.counts).toMatchObject({ here: 0, quarantined: 0 });
  });
});

describe('check-ins by phone', () => {
  test('are judged by when the code was scanned, not by when they were confirmed', () => {
    expect(markOf(registerAt('09:30', [OPEN, checkedIn(ADA, '09:04:58')]), ADA)).toMatchObject({
      status: 'P',
      arrivedAt: at('09:04:58'),
    });
  });

  test('for an opening that the hub had not heard of find their class by the opening', () => {
    const early = checkedIn(ADA, '09:01', { session: null, number: 5 });
    expect(registerAt('09:30', [OPEN, early]).counts.here).toBe(0);
    expect(registerAt('09:30', [opened('08:57', { number: 5 }), early]).counts.here).toBe(1);
  });

  test('with the same opening number of another kiosk are of another class', () => {
    const facts = [
      opened('08:57', { number: 5, kiosk: 2 }),
      checkedIn(ADA, '09:01', { session: null, number: 5 }),
    ];
    expect(registerAt('09:30', facts).counts.here).toBe(0);
  });

  test('of a new phone are provisional until a card says the same', () => {
    const facts = [OPEN, checkedIn(ADA, '09:01', { provisional: true })];
    expect(registerAt('09:30', facts).counts).toMatchObject({ present: 1, provisional: 1 });
    expect(registerAt('09:30', [...facts, touch(ADA, '09:03')]).counts).toMatchObject({
      present: 1,
      provisional: 0,
    });
    expect(registerAt('09:30', [...facts, touch(ADA, '09:13')]).counts).toMatchObject({
      present: 1,
      provisional: 1,
    });
  });

  test('of somebody who is not enrolled are kept', () => {
    expect(registerAt('09:30', [OPEN, checkedIn(person(77), '09:01')]).quarantine).toMatchObject([
      { reason: 'not-enrolled' },
    ]);
  });
});

describe('marks by hand', () => {
  const arrived = touch(ADA, '09:12');

  test('hold over evidence, which stays', () => {
    const hand = markedByHand(ADA, 'P', '09:20', null);
    expect(markOf(registerAt('09:30', [OPEN, arrived, hand]), ADA)).toMatchObject({
      status: 'P',
      flags: ['manual'],
      evidence: [arrived.id],
      arrivedAt: at('09:12'),
      lastHandMark: hand.id,
      explanation: { kind: 'by-hand', by: TEACHER, reason: 'seen-in-class' },
    });
  });

  test('may be set over each other, and taken back', () => {
    const first = markedByHand(ADA, 'A', '09:20', null);
    const second = markedByHand(ADA, 'E', '09:21', first);
    const back = markedByHand(ADA, 'derived', '09:22', second);
    expect(markOf(registerAt('09:30', [OPEN, arrived, first, second]), ADA)).toMatchObject({
      status: 'E',
      flags: ['manual'],
    });
    expect(markOf(registerAt('09:30', [OPEN, arrived, first, second, back]), ADA)).toMatchObject({
      status: 'L',
      flags: [],
      lastHandMark: back.id,
    });
  });

  test('of two teachers who did not know of each other: the later holds, flagged', () => {
    const facts = [
      OPEN,
      markedByHand(ADA, 'E', '09:21', null, { kiosk: 0 }),
      markedByHand(ADA, 'A', '09:20', null),
    ];
    expect(markOf(registerAt('09:30', facts), ADA)).toMatchObject({
      status: 'E',
      flags: ['manual', 'conflict'],
    });
  });

  test('at the very same instant: the one of the higher ledger holds, on every machine', () => {
    const higher = markedByHand(ADA, 'E', '09:20', null, { kiosk: 2, id: 1 });
    const lower = markedByHand(ADA, 'A', '09:20', null, { kiosk: 1, id: 2 });
    expect(markOf(registerAt('09:30', [OPEN, higher, lower]), ADA).status).toBe('E');
  });

  test('of another class are of another class', () => {
    const mark = markedByHand(ADA, 'E', '09:21', null);
    const body = { ...mark.event.body, sessionId: session(2) };
    const elsewhere = { ...mark, event: { ...mark.event, body } } as typeof mark;
    expect(markOf(registerAt('09:30', [OPEN, elsewhere]), ADA).status).toBe('?');
  });

  test('put somebody without a touch on the list of arrivals', () => {
    const register = registerAt('09:30', [OPEN, markedByHand(CEM, 'P', '09:20', null)]);
    expect(register.arrivals).toEqual([
      { personId: CEM, at: at('09:20'), method: 'console', status: 'P', provisional: false },
    ]);
  });

  test('for people who are not enrolled are kept and count for nobody', () => {
    const register = registerAt('09:30', [OPEN, markedByHand(person(77), 'P', '09:20', null)]);
    expect(register.quarantine).toMatchObject([{ reason: 'not-enrolled', personId: person(77) }]);
    expect(register.counts.enrolled).toBe(3);
  });

  test('of all kinds are counted', () => {
    const facts = [OPEN, markedByHand(ADA, 'H', '09:20', null), markedByHand(BEN, 'O', '09:20', null)];
    const { counts } = registerAt('09:30', [...facts, markedByHand(CEM, 'A', '09:20', null)]);
    expect(counts).toMatchObject({ here: 1, partly: 1, excused: 1, absent: 1, notYet: 0 });
  });
});

describe('clocks', () => {
  const flagsOf = (time: string, uncertaintyMs: number | null) =>
    markOf(registerAt('09:30', [OPEN, touch(ADA, time, { uncertaintyMs })]), ADA).flags;

  test('an uncertain clock is flagged only where it could make a difference', () => {
    expect(flagsOf('09:04:50', 5_000)).toEqual([]);
    expect(flagsOf('09:04:50', 11_000)).toEqual(['clock-uncertain']);
    expect(flagsOf('09:05:03', 2_000)).toEqual([]);
    expect(flagsOf('09:05:03', 4_000)).toEqual(['clock-uncertain']);
  });

  test('a clock that was never compared with the hub’s could make any difference', () => {
    expect(flagsOf('08:55', null)).toEqual(['clock-uncertain']);
  });
});

test('a cancelled class has no marks to count', () => {
  const register = registerAt('10:30', [], { occurrence: { ...OCCURRENCE, cancelled: true } });
  expect(register.standing.state).toBe('CANCELLED');
  expect(
    register.marks.every(({ status, explanation }) => status === '?' && explanation.kind === 'cancelled'),
  ).toBe(true);
});

test('each mark names the rules it was made by', () => {
  const rules = { ...DEFAULT_RULES, version: 3, graceMin: 15 };
  expect(markOf(registerAt('09:30', [OPEN, touch(ADA, '09:12')], { rules }), ADA)).toMatchObject({
    status: 'P',
    rulesVersion: 3,
  });
});

test('the register is the one of its class', () => {
  expect(registerAt('09:30', []).sessionId).toBe(CLASS);
});
