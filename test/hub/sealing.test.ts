import { describe, expect, it } from 'vitest';
import type { OpeningNumber } from '#domain/ids.ts';
import { sealAndLock, sealAndLockInBits } from '../../src/hub/server/jobs/seal-sessions.ts';
import { HOUR, MINUTE } from './support/manual-time.ts';
import {
  openTestAssembly,
  openTestRoom,
  statusesOf,
  type TestAssembly,
  TestKiosk,
} from './support/test-assembly.ts';
import { addTestCampus, type TestCampus } from './support/test-campus.ts';

const AFTER_CLOSE = 101 * MINUTE;

function openAndTouch(kiosk: TestKiosk, { friday, mara, students }: TestCampus): void {
  const { sessionId } = friday;
  kiosk.append('opening-started', {
    sessionId,
    number: 1 as OpeningNumber,
    by: mara,
    method: 'pin',
    adHoc: null,
  });
  touch(kiosk, sessionId, students.ana);
}

function touch(
  kiosk: TestKiosk,
  sessionId: TestCampus['friday']['sessionId'],
  personId: TestCampus['mara'],
): void {
  kiosk.append('presentation', {
    method: 'card',
    reader: 'door',
    tag: null,
    personId,
    directory: 1,
    sessionId,
    answer: 'present',
  });
}

function seal(test: TestAssembly): void {
  sealAndLock({ ...test.parts, contacts: test.contacts });
}

const stateOf = ({ parts }: TestAssembly, { friday }: TestCampus) =>
  parts.registers.register(friday.sessionId)?.standing.state;

describe('sealing a session', () => {
  it('waits until the kiosk has delivered past the close, and makes absences only then', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAndTouch(kiosk, campus);
    kiosk.push();
    kiosk.beat();
    test.time.pass(AFTER_CLOSE);
    seal(test);
    expect(stateOf(test, campus)).toBe('CLOSED');
    expect(statusesOf(test.parts, campus.friday.sessionId)[campus.students.ben]).toBe('?');
    kiosk.beat();
    seal(test);
    expect(stateOf(test, campus)).toBe('SEALED');
    expect(statusesOf(test.parts, campus.friday.sessionId)).toEqual({
      [campus.students.ana]: 'P',
      [campus.students.ben]: 'A',
      [campus.students.chen]: 'A',
    });
  });

  it('waits for every kiosk of the room, also one that never opened it', () => {
    const { test, campus, kiosk } = openTestRoom();
    const second = new TestKiosk(test, campus.room);
    openAndTouch(kiosk, campus);
    kiosk.push();
    test.time.pass(AFTER_CLOSE);
    kiosk.beat();
    seal(test);
    expect(stateOf(test, campus)).toBe('CLOSED');
    second.beat();
    seal(test);
    expect(stateOf(test, campus)).toBe('SEALED');
  });

  it('gives up after a day, and says whom it did without', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAndTouch(kiosk, campus);
    kiosk.push();
    test.time.pass(AFTER_CLOSE + 24 * HOUR);
    seal(test);
    const register = test.parts.registers.register(campus.friday.sessionId);
    expect(register?.standing.sealedWithout).toEqual([kiosk.number]);
    expect(register?.flags).toContain('sealed-without');
  });

  it('shows what comes in afterwards for what it is, and counts it until the register is locked', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAndTouch(kiosk, campus);
    kiosk.push();
    touch(kiosk, campus.friday.sessionId, campus.students.ben);
    test.time.pass(AFTER_CLOSE + 24 * HOUR);
    seal(test);
    kiosk.push();
    const register = test.parts.registers.register(campus.friday.sessionId);
    expect(register?.flags).toContain('late-evidence');
    expect(statusesOf(test.parts, campus.friday.sessionId)[campus.students.ben]).toBe('P');
  });

  it('locks a day later; from then on evidence is only a proposal', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAndTouch(kiosk, campus);
    kiosk.push();
    touch(kiosk, campus.friday.sessionId, campus.students.ben);
    test.time.pass(AFTER_CLOSE + 24 * HOUR);
    seal(test);
    test.time.pass(24 * HOUR);
    seal(test);
    expect(stateOf(test, campus)).toBe('LOCKED');
    kiosk.push();
    const mark = test.parts.registers
      .register(campus.friday.sessionId)
      ?.marks.find(({ personId }) => personId === campus.students.ben);
    expect(mark).toMatchObject({ status: 'A', proposed: 'P' });
  });

  it('keeps every mark that counted before, when it locks a register with evidence from several ledgers', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    const old = new TestKiosk(test, campus.room);
    openAndTouch(old, campus);
    old.push();
    // The first computer is taken away, another one takes its place, and the first is put into another room.
    const replacement = new TestKiosk(test, campus.room);
    touch(replacement, campus.friday.sessionId, campus.students.ben);
    replacement.push();
    test.parts.db.sqlite
      .prepare('update kiosks set room_id = ? where number = ?')
      .run(campus.otherRoom, old.number);
    test.parts.ledger.append('mark-set', {
      sessionId: campus.friday.sessionId,
      personId: campus.students.chen,
      status: 'E',
      reason: 'excused',
      note: null,
      by: campus.mara,
      supersedes: null,
    });
    const before = statusesOf(test.parts, campus.friday.sessionId);
    test.time.pass(AFTER_CLOSE + 24 * HOUR);
    seal(test);
    test.time.pass(24 * HOUR);
    seal(test);
    expect(stateOf(test, campus)).toBe('LOCKED');
    expect(statusesOf(test.parts, campus.friday.sessionId)).toEqual(before);
    expect(Object.values(before).toSorted()).toEqual(['E', 'P', 'P']);
  });

  it('seals a class that nobody held without a single absence', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    test.time.pass(AFTER_CLOSE);
    seal(test);
    const register = test.parts.registers.register(campus.friday.sessionId);
    expect(register?.standing).toMatchObject({ state: 'SEALED', notHeld: true });
    expect(register?.counts.absent).toBe(0);
  });

  it('seals nothing twice', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    test.time.pass(AFTER_CLOSE);
    seal(test);
    const { seq } = test.parts.ledger.head();
    seal(test);
    expect(test.parts.ledger.head().seq).toBe(seq);
    expect(campus.friday.sessionId).toBeDefined();
  });
});

// On a large campus a pass over everything took seconds, during which no kiosk was heard.
describe('sealing bit by bit', () => {
  it('comes to the same as all at once, and begins anew only after a minute', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAndTouch(kiosk, campus);
    kiosk.push();
    test.time.pass(AFTER_CLOSE);
    kiosk.beat();
    const goOn = sealAndLockInBits({ ...test.parts, contacts: test.contacts });
    aWholePass(goOn);
    expect(stateOf(test, campus)).toBe('SEALED');
    test.time.pass(73 * HOUR);
    aWholePass(goOn);
    expect(stateOf(test, campus)).toBe('LOCKED');
  });

  it('leaves a class alone that is called off while it goes on', () => {
    const { test, kiosk } = openTestRoom();
    const { db, log } = test.parts;
    test.time.pass(15 * 24 * HOUR);
    kiosk.beat();
    const sealed: unknown[] = [];
    const info = (said: string, { sessionId }: { sessionId: unknown }) => {
      if (said !== 'session sealed') return;
      sealed.push(sessionId);
      db.sqlite.prepare('update occurrences set cancelled = 1 where session_id <> ?').run(sessionId);
    };
    const telling = Object.create(log, { info: { value: info } }) as typeof log;
    sealAndLock({ ...test.parts, log: telling, contacts: test.contacts });
    expect(sealed).toHaveLength(1);
    expect(test.parts.db.sqlite.prepare('select session_id from session_stages').pluck().all()).toEqual(
      sealed,
    );
  });

  it('does not look again at once', () => {
    const { test, campus, kiosk } = openTestRoom();
    openAndTouch(kiosk, campus);
    kiosk.push();
    test.time.pass(AFTER_CLOSE);
    const goOn = sealAndLockInBits({ ...test.parts, contacts: test.contacts });
    aWholePass(goOn);
    kiosk.beat();
    aWholePass(goOn);
    expect(stateOf(test, campus)).toBe('CLOSED');
    test.time.pass(MINUTE);
    aWholePass(goOn);
    expect(stateOf(test, campus)).toBe('SEALED');
  });
});

/** More than enough bits, however slow the machine. */
function aWholePass(goOn: () => void): void {
  for (let i = 0; i < 200; i += 1) goOn();
}
