import { describe, expect, test } from 'vitest';
import type { Fact } from '#domain/register/fact.ts';
import { gatherFacts } from '#domain/register/gather-facts.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import { sessionStanding } from '#domain/session/session-state.ts';
import {
  at,
  CLASS,
  ended,
  extended,
  fact,
  locked,
  OCCURRENCE,
  opened,
  sealed,
  session,
  TEACHER,
} from '../support/story.ts';

const standingAt = (now: string, facts: readonly Fact[], occurrence = OCCURRENCE) =>
  sessionStanding({ occurrence, rules: DEFAULT_RULES, ordered: gatherFacts(facts).ordered, now: at(now) });
const stateAt = (now: string, facts: readonly Fact[]) => standingAt(now, facts).state;
const cancelled = (time: string) => fact('session-cancelled', time, { sessionId: CLASS, by: TEACHER });

describe('the life of a session that is opened', () => {
  const facts = [opened('08:57')];

  test('goes by the clock', () => {
    expect(stateAt('08:49:59', [])).toBe('SCHEDULED');
    expect(stateAt('08:50', [])).toBe('ARMED');
    expect(stateAt('08:57', facts)).toBe('OPEN');
    expect(stateAt('10:09:59', facts)).toBe('OPEN');
    expect(stateAt('10:10', facts)).toBe('CLOSED');
  });

  test('a kiosk that died leaves no session open', () => {
    expect(stateAt('23:59', facts)).toBe('CLOSED');
  });

  test('ends with sealing and locking', () => {
    expect(stateAt('10:30', [...facts, sealed('10:20')])).toBe('SEALED');
    expect(stateAt('10:30', [...facts, sealed('10:20'), locked('10:25')])).toBe('LOCKED');
  });

  test('knows its openings, oldest first', () => {
    const { openings, openedAt } = standingAt('09:30', [opened('09:02', { number: 2, kiosk: 7 }), ...facts]);
    expect(openings.map(({ kiosk, number }) => [kiosk, number])).toEqual([
      [1, 1],
      [7, 2],
    ]);
    expect(openedAt).toBe(at('08:57'));
  });

  test('tells when arrivals become late, and too late', () => {
    expect(standingAt('09:00', facts)).toMatchObject({ lateFrom: at('09:05'), cutOffAt: at('09:20') });
  });
});

describe('a session nobody opens', () => {
  test('is not held once it has closed, and not before', () => {
    expect(standingAt('10:09', []).notHeld).toBe(false);
    expect(standingAt('10:10', [])).toMatchObject({ state: 'CLOSED', notHeld: true, openedAt: null });
    expect(standingAt('10:30', [sealed('10:20')]).notHeld).toBe(true);
  });
});

test("facts of other sessions don't matter", () => {
  const other = fact('session-ended', '09:10', { sessionId: session(2), by: TEACHER, supersedes: null });
  expect(standingAt('09:30', [opened('08:57'), other])).toMatchObject({ state: 'OPEN', lastControl: null });
});

describe('extending and ending', () => {
  const open = opened('08:57');
  const longer = extended('09:50', '10:40', null);
  const end = ended('09:30', null);

  test('an extension moves the close', () => {
    expect(standingAt('10:39', [open, longer])).toMatchObject({
      state: 'OPEN',
      closesAt: at('10:40'),
      conflict: false,
    });
    expect(stateAt('10:40', [open, longer])).toBe('CLOSED');
  });

  test('an end closes at once', () => {
    expect(standingAt('09:30', [open, end])).toMatchObject({
      state: 'CLOSED',
      closesAt: at('09:30'),
      endedBy: { eventId: end.id, at: at('09:30'), by: TEACHER },
      lastControl: end.id,
    });
  });

  test('an extension that names an end takes it back', () => {
    const back = extended('09:32', '10:10', end);
    expect(standingAt('09:33', [open, end, back])).toMatchObject({
      state: 'OPEN',
      closesAt: at('10:10'),
      endedBy: null,
      lastControl: back.id,
      conflict: false,
    });
  });

  test('an end after an extension holds, and may be taken back again', () => {
    const later = ended('10:20', longer);
    expect(standingAt('10:25', [open, longer, later])).toMatchObject({
      state: 'CLOSED',
      closesAt: at('10:20'),
    });
    const back = extended('10:22', '10:40', later);
    expect(stateAt('10:25', [open, longer, later, back])).toBe('OPEN');
  });

  test('two people who decide without knowing of each other: the later holds, and it is flagged', () => {
    const fromConsole = ended('09:52', null, { kiosk: 0 });
    expect(standingAt('10:00', [open, fromConsole, longer])).toMatchObject({
      state: 'CLOSED',
      closesAt: at('09:52'),
      conflict: true,
      lastControl: fromConsole.id,
    });
  });

  test('naming the one that holds settles the conflict only when the other is named too', () => {
    const first = extended('09:50', '10:20', null);
    const second = extended('09:51', '10:30', null);
    const third = extended('09:55', '10:25', second);
    expect(standingAt('10:00', [open, first, second, third])).toMatchObject({
      closesAt: at('10:25'),
      conflict: true,
    });
  });

  test('an end that comes after the close changes nothing', () => {
    expect(standingAt('10:30', [open, ended('10:15', null)])).toMatchObject({
      closesAt: at('10:10'),
      endedBy: null,
    });
  });

  test('an end names the close it cut short, so that a late one leaves the extension standing', () => {
    expect(standingAt('11:00', [open, longer, ended('10:50', longer)])).toMatchObject({
      closesAt: at('10:40'),
      endedBy: null,
    });
  });

  test('forged events that replace each other in a circle leave everyone agreeing', () => {
    const a = ended('09:40', null, { id: 501 });
    const b = extended('09:45', '10:30', a, { id: 502 });
    const forged = ended('09:40', b, { id: 501 });
    expect(standingAt('10:00', [open, forged, b])).toMatchObject({ closesAt: at('10:30'), conflict: true });
  });
});

describe('calling off', () => {
  test('a session called off in the timetable or by hand is cancelled', () => {
    expect(standingAt('09:10', [], { ...OCCURRENCE, cancelled: true }).state).toBe('CANCELLED');
    expect(standingAt('10:30', [cancelled('08:00')])).toMatchObject({ state: 'CANCELLED', notHeld: false });
    expect(stateAt('09:10', [opened('08:57'), cancelled('09:05')])).toBe('CANCELLED');
  });

  test('a class that met all the same was held', () => {
    expect(standingAt('09:10', [opened('08:57')], { ...OCCURRENCE, cancelled: true }).state).toBe('OPEN');
    expect(stateAt('09:10', [cancelled('08:00'), opened('08:57')])).toBe('OPEN');
  });
});

test('the code is shown until somebody hides it', () => {
  const hide = (time: string, shown: boolean) =>
    fact('code-visibility-changed', time, { sessionId: CLASS, shown, by: TEACHER });
  expect(standingAt('09:10', [opened('08:57')]).codeShown).toBe(true);
  expect(standingAt('09:10', [opened('08:57'), hide('09:01', false)]).codeShown).toBe(false);
  expect(standingAt('09:10', [opened('08:57'), hide('09:03', true), hide('09:01', false)]).codeShown).toBe(
    true,
  );
});

test('unlocking before the doors open opens the doors', () => {
  expect(standingAt('08:41', [opened('08:40')])).toMatchObject({ state: 'OPEN', doorsOpenAt: at('08:40') });
});
