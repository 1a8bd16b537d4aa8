import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { isWorthNoting } from '../../../../src/kiosk/engine/self-check/clock-notes.ts';

const boot = 'b1';
const last = { hubMinusMono: 1_000, uncertaintyMs: 5, boot, notedAt: 0 as EpochMs };
const sample = { hubMinusMono: 1_003, uncertaintyMs: 5 };
const soon = 60_000 as EpochMs;

describe('a comparison with the hub’s clock', () => {
  it('is noted when it is the first, or the first of this boot', () => {
    expect(isWorthNoting(sample, undefined, boot, soon)).toBe(true);
    expect(isWorthNoting(sample, last, 'b2', soon)).toBe(true);
  });

  it('is not noted as long as it says what the last one said', () => {
    expect(isWorthNoting(sample, last, boot, soon)).toBe(false);
    expect(isWorthNoting({ ...sample, hubMinusMono: 1_011 }, last, boot, soon)).toBe(true);
  });

  it('is noted again after an hour', () => {
    expect(isWorthNoting(sample, last, boot, 3_600_000 as EpochMs)).toBe(true);
  });
});
