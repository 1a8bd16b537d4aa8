import { describe, expect, it } from 'vitest';
import { parseCardNumber } from '#domain/card-number/card-number.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { OpeningNumber, PersonId, SessionId } from '#domain/ids.ts';
import { giveCard } from '../../src/hub/server/people/cards.ts';
import { FRIDAY_9, MINUTE } from './support/manual-time.ts';
import {
  openTestAssembly,
  openTestRoom,
  statusesOf,
  type TestAssembly,
  TestKiosk,
} from './support/test-assembly.ts';
import { addTestCampus, CARDS, type TestCampus } from './support/test-campus.ts';

function tagOf({ parts }: TestAssembly, number: string) {
  const card = parseCardNumber(number);
  if (!card.ok) throw new Error('not a card');
  return credentialTag(parts.keys.cardKey, card.value);
}

type Touch = {
  readonly card?: string;
  readonly person?: PersonId | null;
  readonly session?: SessionId | null;
};

function touch(
  test: TestAssembly,
  kiosk: TestKiosk,
  campus: TestCampus,
  { card, person, session }: Touch,
): void {
  kiosk.append('presentation', {
    method: 'card',
    reader: 'door',
    tag: card === undefined ? null : tagOf(test, card),
    personId: person ?? null,
    directory: 1,
    sessionId: session === undefined ? campus.friday.sessionId : session,
    answer: 'present',
  });
}

function openAt(kiosk: TestKiosk, campus: TestCampus, number = 1): void {
  kiosk.append('opening-started', {
    sessionId: campus.friday.sessionId,
    number: number as OpeningNumber,
    by: campus.mara,
    method: 'pin',
    adHoc: null,
  });
}

describe('the register of what a kiosk delivers', () => {
  it('counts everyone who touched, on time or late', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAt(kiosk, campus);
    touch(test, kiosk, campus, { card: CARDS.ana, person: campus.students.ana });
    test.time.pass(6 * MINUTE);
    touch(test, kiosk, campus, { card: CARDS.ben, person: campus.students.ben });
    expect(kiosk.push()).toMatchObject({ kind: 'stored', added: 4 });
    expect(statusesOf(test.parts, campus.friday.sessionId)).toEqual({
      [campus.students.ana]: 'P',
      [campus.students.ben]: 'L',
      [campus.students.chen]: '?',
    });
  });

  it('is the same whether it was being watched while the events came in, or is read afterwards', () => {
    const { test, campus, kiosk } = openTestRoom();
    const before = test.parts.registers.register(campus.friday.sessionId);
    openAt(kiosk, campus);
    kiosk.push();
    touch(test, kiosk, campus, { card: CARDS.ana, person: campus.students.ana });
    kiosk.push();
    const watched = test.parts.registers.register(campus.friday.sessionId);
    expect(before?.counts.here).toBe(0);
    expect(watched?.counts.here).toBe(1);
    const { sessionId } = campus.friday;
    const Fresh = test.parts.registers.constructor as new (...of: unknown[]) => typeof test.parts.registers;
    expect(new Fresh(test.parts.db, test.time.clock.now).register(sessionId)).toEqual(watched);
  });

  it('joins touches that named no session, because the kiosk knew of none', () => {
    const { test, campus, kiosk } = openTestRoom();
    touch(test, kiosk, campus, { card: CARDS.ana, person: campus.students.ana, session: null });
    kiosk.push();
    expect(test.parts.registers.register(campus.friday.sessionId)?.counts.noted).toBe(1);
    openAt(kiosk, campus);
    kiosk.push();
    expect(statusesOf(test.parts, campus.friday.sessionId)[campus.students.ana]).toBe('P');
  });

  it('does not join those from another room', () => {
    const { test, campus, kiosk } = openTestRoom();
    const elsewhere = new TestKiosk(test, campus.otherRoom);
    openAt(kiosk, campus);
    touch(test, elsewhere, campus, { card: CARDS.ana, person: campus.students.ana, session: null });
    kiosk.push();
    elsewhere.push();
    expect(statusesOf(test.parts, campus.friday.sessionId)[campus.students.ana]).toBe('?');
  });

  it('counts a touch with a card nobody knew, as soon as the card is given to somebody', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAt(kiosk, campus);
    touch(test, kiosk, campus, { card: 'em:00000A03' });
    kiosk.push();
    const { sessionId } = campus.friday;
    expect(test.parts.registers.register(sessionId)?.quarantine).toMatchObject([{ reason: 'unknown-card' }]);
    test.time.pass(30 * MINUTE);
    giveCard(test.parts, campus.students.chen, 'em:00000A03');
    const register = test.parts.registers.register(sessionId);
    expect(register?.quarantine).toEqual([]);
    expect(register?.marks.find(({ personId }) => personId === campus.students.chen)).toMatchObject({
      status: 'P',
      arrivedAt: FRIDAY_9,
    });
  });

  it('does not count what the previous holder of a card touched for the new one', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAt(kiosk, campus);
    touch(test, kiosk, campus, { card: CARDS.stranger });
    kiosk.push();
    test.parts.db.sqlite
      .prepare('update credentials set to_at = ? where person_id = ?')
      .run(FRIDAY_9 + 1, campus.stranger);
    test.time.pass(MINUTE);
    giveCard(test.parts, campus.students.chen, CARDS.stranger);
    expect(statusesOf(test.parts, campus.friday.sessionId)[campus.students.chen]).toBe('?');
  });

  it('puts times right when the kiosk learns later how wrong its clock was', () => {
    const { test, campus, kiosk } = openTestRoom();
    // Its battery is empty: it believes in 2020, and has not met the hub since it started.
    const unset = {
      ...test.time.clock.read(),
      wall: 1_580_000_000_000 as never,
      hubMinusMono: null,
      uncertaintyMs: null,
    };
    openAt(kiosk, campus);
    kiosk.append(
      'presentation',
      {
        method: 'card',
        reader: 'door',
        tag: tagOf(test, CARDS.ana),
        personId: campus.students.ana,
        directory: 1,
        sessionId: campus.friday.sessionId,
        answer: 'present',
      },
      unset,
    );
    kiosk.push();
    const { sessionId } = campus.friday;
    expect(test.parts.registers.register(sessionId)?.quarantine).toMatchObject([{ reason: 'clock' }]);
    test.time.pass(20 * MINUTE);
    kiosk.append('clock-sampled', { hubMinusMono: FRIDAY_9, uncertaintyMs: 5 });
    kiosk.push();
    expect(statusesOf(test.parts, sessionId)[campus.students.ana]).toBe('P');
  });

  it('takes the roster as it was: who left before is not on it, who joined before is', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    const { ana } = campus.students;
    test.parts.db.sqlite
      .prepare('update enrolments set to_at = ? where person_id = ?')
      .run(FRIDAY_9 - MINUTE, ana);
    test.parts.db.bumpDataVersion();
    expect(Object.keys(statusesOf(test.parts, campus.friday.sessionId))).not.toContain(ana);
  });
});
