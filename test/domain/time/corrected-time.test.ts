import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import {
  addClockSample,
  type ClockSample,
  type ClockSamples,
  correctedTime,
} from '#domain/time/corrected-time.ts';

const NONE: ClockSamples = new Map();
const BOOT = '00000000000000b1';
const reading = (mono: number, hubMinusMono: number | null = null): ClockReading => ({
  wall: 5_000 as EpochMs,
  mono,
  boot: BOOT,
  hubMinusMono,
  uncertaintyMs: hubMinusMono === null ? null : 12,
});
const sample = (mono: number, hubMinusMono: number, uncertaintyMs = 10): ClockSample => ({
  mono,
  hubMinusMono,
  uncertaintyMs,
});

test('a clock that was compared with the hub before is right whatever the wall clock says', () => {
  expect(correctedTime(reading(100, 1_000_000), NONE)).toEqual({ at: 1_000_100, uncertaintyMs: 12 });
});

test('a touch before the first contact is put right by a comparison made later in the same boot', () => {
  const samples = addClockSample(NONE, BOOT, sample(3_600_100, 1_000_000));
  // An hour away: 100 ppm of drift are 360 ms.
  expect(correctedTime(reading(100), samples)).toEqual({ at: 1_000_100, uncertaintyMs: 370 });
});

test('without any comparison in this boot the wall clock is all there is', () => {
  const samples = addClockSample(NONE, '00000000000000b2', sample(0, 1_000_000));
  expect(correctedTime(reading(100), samples)).toEqual({ at: 5_000, uncertaintyMs: null });
});

test('of several comparisons the nearest counts', () => {
  const samples = addClockSample(addClockSample(NONE, BOOT, sample(1_000, 50)), BOOT, sample(9_000, 70));
  expect(correctedTime(reading(4_999), samples).at).toBe(5_049);
  expect(correctedTime(reading(5_001), samples).at).toBe(5_071);
});

test('the order in which comparisons arrive makes no difference, nor does hearing of one twice', () => {
  const samples = fc.array(
    fc.record({ mono: fc.nat(50), hubMinusMono: fc.nat(5), uncertaintyMs: fc.nat(3) }),
    { maxLength: 20 },
  );
  const collect = (list: readonly ClockSample[]) =>
    list.reduce((all, one) => addClockSample(all, BOOT, one), NONE);
  fc.assert(
    fc.property(samples, fc.nat(60), fc.infiniteStream(fc.nat()), (list, mono, order) => {
      const shuffled = [...list, ...list].sort(() => (order.next().value % 2 === 0 ? 1 : -1));
      expect(collect(shuffled)).toEqual(collect(list));
      expect(correctedTime(reading(mono), collect(shuffled))).toEqual(
        correctedTime(reading(mono), collect(list)),
      );
    }),
  );
});
