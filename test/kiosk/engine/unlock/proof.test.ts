import { describe, expect, it } from 'vitest';
import type { EventBody } from '#domain/ledger/event.ts';
import { type Attempt, recentProof } from '../../../../src/kiosk/engine/unlock/proof.ts';
import { ALGEBRA_AT_9, at, MEHTA, OKAFOR, PHYSICS_AT_10 } from '../rig/campus.ts';

const { sessionId } = ALGEBRA_AT_9;

function attempt(time: string, change: Partial<EventBody<'unlock-attempted'>> = {}): Attempt {
  const body = { personId: OKAFOR.id, method: 'pin', outcome: 'accepted', sessionId, ...change } as const;
  return { at: at(time), body };
}

describe('a proof of who teaches', () => {
  it('holds for two minutes, and is the latest one', () => {
    const attempts = [attempt('9:00'), attempt('9:01', { personId: MEHTA.id })];
    expect(recentProof(attempts, sessionId, at('9:02:59'))).toBe(MEHTA.id);
    expect(recentProof(attempts, sessionId, at('9:03'))).toBeUndefined();
  });

  it('holds for its own class only, and only if it was accepted', () => {
    expect(recentProof([attempt('9:00')], PHYSICS_AT_10.sessionId, at('9:00'))).toBeUndefined();
    expect(recentProof([attempt('9:00', { outcome: 'wrong-pin' })], sessionId, at('9:00'))).toBeUndefined();
  });
});
