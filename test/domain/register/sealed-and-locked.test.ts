import { expect, test } from 'vitest';
import {
  ADA,
  at,
  BEN,
  CEM,
  epoch,
  headAt,
  locked,
  markedByHand,
  markOf,
  opened,
  registerAt,
  sealed,
  tag,
  touch,
} from '../support/story.ts';

// A kiosk without network has Ben's touch. The hub seals without it, and locks a day later. Then the kiosk comes back.
const OPEN = opened('08:57', { seq: 1 });
const ADAS = touch(ADA, '09:00', { seq: 2 });
const BENS = touch(BEN, '09:12', { seq: 3 });
const SEAL = sealed('10:20', { heads: [headAt(1, 2)], without: [1] });
const LOCK = locked('11:00', [headAt(1, 2)]);

test('sealed without a kiosk, the register says so', () => {
  const register = registerAt('10:30', [OPEN, ADAS, SEAL]);
  expect(register.flags).toEqual(['sealed-without']);
  expect(register.standing).toMatchObject({ state: 'SEALED', sealedAt: at('10:20'), sealedWithout: [1] });
  expect(markOf(register, BEN).status).toBe('A');
});

test('evidence that comes in between sealing and locking counts, and the difference is visible', () => {
  const register = registerAt('10:30', [OPEN, ADAS, SEAL, BENS]);
  expect(markOf(register, ADA).flags).toEqual([]);
  expect(markOf(register, BEN)).toMatchObject({ status: 'L', flags: ['late-evidence'], proposed: null });
  expect(register.flags).toContain('late-evidence');
});

test('evidence that comes in after locking changes no mark and proposes a correction', () => {
  const register = registerAt('11:30', [OPEN, ADAS, SEAL, LOCK, BENS]);
  expect(register.standing).toMatchObject({ state: 'LOCKED', lockedAt: at('11:00') });
  expect(markOf(register, BEN)).toMatchObject({ status: 'A', flags: ['correction-proposed'], proposed: 'L' });
  expect(markOf(register, CEM)).toMatchObject({ status: 'A', flags: [], proposed: null });
  expect(register.flags).toContain('evidence-after-lock');
  expect(register.counts).toMatchObject({ absent: 2, late: 0 });
});

test('a mark by hand after locking is a proposal, too', () => {
  const late = markedByHand(CEM, 'E', '11:10', null, { kiosk: 0, room: null, seq: 1_000_010 });
  expect(markOf(registerAt('11:30', [OPEN, ADAS, SEAL, LOCK, late]), CEM)).toMatchObject({
    status: 'A',
    proposed: 'E',
  });
});

test('a mark by hand between sealing and locking holds', () => {
  const hand = markedByHand(CEM, 'E', '10:40', null, { kiosk: 0, room: null, seq: 1_000_001 });
  const lock = locked('11:00', [headAt(1, 2)], { seq: 1_000_002 });
  expect(markOf(registerAt('11:30', [OPEN, ADAS, SEAL, hand, lock]), CEM)).toMatchObject({
    status: 'E',
    proposed: null,
  });
});

test('an unknown card that comes in after locking is still shown', () => {
  const unknown = touch(tag(9), '09:01', { seq: 4 });
  expect(registerAt('11:30', [OPEN, ADAS, SEAL, LOCK, unknown]).quarantine).toMatchObject([
    { reason: 'unknown-card' },
  ]);
});

test('locking anew with everything that came in takes the proposals over', () => {
  const again = locked('12:00', [headAt(1, 3)], { seq: 1_000_005 });
  const register = registerAt('12:30', [OPEN, ADAS, SEAL, LOCK, BENS, again]);
  expect(markOf(register, BEN)).toMatchObject({ status: 'L', proposed: null });
  expect(register.flags).not.toContain('evidence-after-lock');
});

test('an event carried over into a new epoch was received if any of its copies was', () => {
  const carried = {
    ...ADAS,
    key: { ...ADAS.key, epoch: epoch(0) },
  };
  for (const facts of [
    [OPEN, carried, ADAS, SEAL],
    [SEAL, ADAS, carried, OPEN],
  ]) {
    expect(markOf(registerAt('10:30', facts), ADA)).toMatchObject({ status: 'P', flags: [] });
  }
  expect(markOf(registerAt('10:30', [OPEN, carried, SEAL]), ADA).flags).toEqual(['late-evidence']);
});
