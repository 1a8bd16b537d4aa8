import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase32 } from '#domain/encoding/base32.ts';
import type { EpochMs, InstitutionId, KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { makeRoomCode } from '#domain/room-code/room-code-token.ts';
import { STEP_MS, stepAt } from '#domain/room-code/step.ts';
import { typedCode, typedWindowAt } from '#domain/room-code/typed-code.ts';
import {
  type CodeOrigin,
  judgeKeptCode,
  judgeRoomCode,
  judgeTyped,
  type RoomCodeToJudge,
} from '../../../src/hub/server/check-in/judge-room-code.ts';
import { testSeed } from '../../support/seed.ts';

const tenant = '5b1f1f0e-0000-4000-8000-000000000001' as InstitutionId;
const kiosk = 7 as KioskNumber;
const opening = 42 as OpeningNumber;
const NOW = Date.parse('2026-11-20T08:12:40Z') as EpochMs;
const SECRET = new Uint8Array(32).fill(7);
const HOUR = 3_600_000;
const seed = testSeed();

const origin = (more: Partial<CodeOrigin> = {}): CodeOrigin => ({
  secrets: [{ secret: SECRET, stepMs: STEP_MS }],
  sinceContactMs: 0,
  ...more,
});

function tokenAt(at: number, secret = SECRET): Uint8Array {
  return makeRoomCode({ secret, tenant, kiosk, opening, step: stepAt(at as EpochMs), screen: 1 });
}

function judge(text: string, more: Partial<RoomCodeToJudge> = {}) {
  const originOf = (number: KioskNumber) => (number === kiosk ? origin() : undefined);
  return judgeRoomCode({ text, at: NOW, tenant, back: 1, originOf, ...more });
}

describe('a room code is accepted', () => {
  it('while it is shown, and for one step after and before', () => {
    for (const steps of [-1, 0, 1]) {
      const text = toBase32(tokenAt(NOW + steps * STEP_MS));
      expect(judge(text)).toEqual({ ok: true, value: { kiosk, number: opening, isOld: false } });
    }
  });

  it('in capitals, in small letters, bare and as a whole address', () => {
    const bare = toBase32(tokenAt(NOW));
    for (const text of [bare, bare.toLowerCase(), `HTTPS://HUB.EXAMPLE.EDU/C/${bare}`]) {
      expect(judge(text).ok).toBe(true);
    }
  });

  it('two steps late where the setting says so, and then it is known for old', () => {
    const text = toBase32(tokenAt(NOW - 2 * STEP_MS));
    expect(judge(text, { back: 2 })).toMatchObject({ ok: true, value: { isOld: true } });
  });

  it('from a kiosk that has been offline, with room for its clock’s drift and no more than two steps', () => {
    const late = (steps: number) => toBase32(tokenAt(NOW - steps * STEP_MS));
    const offlineFor = (hours: number) => ({ originOf: () => origin({ sinceContactMs: hours * HOUR }) });
    expect(judge(late(2), offlineFor(10))).toMatchObject({ ok: true, value: { isOld: true } });
    expect(judge(late(3), offlineFor(10))).toEqual({ ok: false, error: 'expired' });
    expect(judge(late(3), offlineFor(1000)).ok).toBe(true);
    expect(judge(late(4), offlineFor(1000))).toEqual({ ok: false, error: 'expired' });
  });

  it('with the secret before the one in force, but not with older ones', () => {
    const secrets = [1, 2, 3].map((byte) => ({ secret: new Uint8Array(32).fill(byte), stepMs: STEP_MS }));
    const originOf = () => origin({ secrets });
    const withSecret = (byte: number) => toBase32(tokenAt(NOW, new Uint8Array(32).fill(byte)));
    expect(judge(withSecret(1), { originOf }).ok).toBe(true);
    expect(judge(withSecret(2), { originOf }).ok).toBe(true);
    expect(judge(withSecret(3), { originOf })).toEqual({ ok: false, error: 'wrong' });
  });
});

describe('a room code is refused', () => {
  it('as expired two steps later, and two steps too early', () => {
    for (const steps of [-2, 2, -700, 700]) {
      expect(judge(toBase32(tokenAt(NOW + steps * STEP_MS)))).toEqual({ ok: false, error: 'expired' });
    }
  });

  it('as wrong when no such kiosk shows codes, or another institution’s does', () => {
    const text = toBase32(tokenAt(NOW));
    expect(judge(text, { originOf: () => undefined })).toEqual({ ok: false, error: 'wrong' });
    expect(judge(text, { tenant: 'another' as InstitutionId })).toEqual({ ok: false, error: 'wrong' });
  });

  it(`whatever is changed in it (seed ${seed})`, () => {
    const token = tokenAt(NOW);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: token.length * 8 - 1 }), { minLength: 1, maxLength: 12 }),
        (bits) => {
          const changed = Uint8Array.from(token);
          for (const bit of bits) changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
          // Every kiosk number leads to the same secret, so that nothing but the MAC stands in the way.
          expect(judge(toBase32(changed), { originOf: () => origin() }).ok).toBe(false);
        },
      ),
      { seed, numRuns: 3_000 },
    );
  });

  it(`when it is made up (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const shaped = Uint8Array.from([0x11, ...bytes.subarray(1)]);
        expect(judge(toBase32(shaped), { originOf: () => origin() }).ok).toBe(false);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it(`when it is no code at all (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(judge(text)).toEqual({ ok: false, error: 'wrong' });
      }),
      { seed, numRuns: 1_000 },
    );
  });
});

describe('typed digits', () => {
  const digits = (number: number, at: number) =>
    typedCode({
      ...{ secret: SECRET, tenant, kiosk, opening: number as OpeningNumber },
      window10s: typedWindowAt(at as EpochMs),
    });
  const typed = (code: string, numbers: readonly number[]) =>
    judgeTyped({
      ...{ code, at: NOW, tenant, originOf: () => origin() },
      openings: numbers.map((number) => ({ kiosk, number: number as OpeningNumber })),
    });

  it('are found among the openings of one’s own classes', () => {
    expect(typed(digits(5, NOW), [4, 5])).toEqual({ kiosk, number: 5, isOld: false });
  });

  it('count for one window more, and are those of no other class', () => {
    expect(typed(digits(5, NOW - 10_000), [5])).toMatchObject({ number: 5 });
    expect(typed(digits(5, NOW - 20_000), [5])).toBeUndefined();
    expect(typed(digits(5, NOW), [4, 6])).toBeUndefined();
  });
});

describe('a code that was kept on a phone', () => {
  const kept = (shownAt: number, scannedAt: number) =>
    judgeKeptCode({
      ...{ text: toBase32(tokenAt(shownAt)), scannedAt: scannedAt as EpochMs, tenant },
      originOf: () => origin(),
    });

  it('tells itself when it was shown', () => {
    const shownAt = NOW - 5 * HOUR;
    const result = kept(shownAt, shownAt + 3_000);
    expect(result).toMatchObject({ ok: true, value: { kiosk, number: opening } });
    expect(result.ok && result.value.shownAt).toBe(Math.floor(shownAt / STEP_MS) * STEP_MS);
  });

  it('is not believed at another time than it was shown', () => {
    expect(kept(NOW - 5 * HOUR, NOW - 4 * HOUR)).toEqual({ ok: false, error: 'expired' });
  });
});
