import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClockReadingSchema } from '#domain/time/clock-reading.ts';
import { Clock } from '#platform/clock.ts';

/** A machine whose clocks the test turns. */
function machine() {
  const at = { wall: 1_700_000_000_000, mono: 60_000, slept: 5_000 };
  const sources = {
    wallMs: () => at.wall,
    monoMs: () => at.mono,
    uptimeMs: () => at.mono + at.slept,
    bootId: 'first-boot',
  };
  const steps: number[] = [];
  const clock = new Clock({ sources, onStep: (byMs) => steps.push(byMs) });
  const pass = (ms: number) => {
    at.wall += ms;
    at.mono += ms;
  };
  return { at, sources, steps, clock, pass };
}

describe('a clock', () => {
  it('reads what an event may hold, on this very machine', () => {
    const clock = new Clock();
    expect(ClockReadingSchema.safeParse(clock.read()).success).toBe(true);
    expect(clock.read().hubMinusMono).toBeNull();
    const [first, second] = [clock.read(), clock.read()];
    expect(second.mono).toBeGreaterThanOrEqual(first.mono);
    expect(second.boot).toBe(first.boot);
    expect(Math.abs(clock.correctedNow() - Date.now())).toBeLessThan(60_000);
  });

  it('shows the wall clock until the hub was heard, then the hub whatever the wall says', () => {
    const { clock, at, pass } = machine();
    expect(clock.correctedNow()).toBe(at.wall);
    clock.noteSample(1_700_000_500_000 - at.mono, 12);
    expect(clock.correctedNow()).toBe(1_700_000_500_000);
    at.wall -= 86_400_000;
    pass(1_000);
    expect(clock.correctedNow()).toBe(1_700_000_501_000);
  });

  it('is told less certain the longer the hub was not heard', () => {
    const { clock, at, pass } = machine();
    clock.noteSample(1_700_000_000_000 - at.mono, 12);
    expect(clock.read().uncertaintyMs).toBe(12);
    pass(3_600_000);
    expect(clock.read().uncertaintyMs).toBe(12 + 360);
    clock.noteSample(1_700_000_000_000 - at.mono, 5);
    expect(clock.read().uncertaintyMs).toBe(5);
  });

  it('reports each time somebody sets the wall clock, by how much, and once', () => {
    const { clock, at, steps, pass } = machine();
    pass(60_000);
    clock.read();
    at.wall += 3_600_000;
    clock.read();
    clock.read();
    at.wall -= 7_200_000;
    pass(10_000);
    clock.read();
    expect(steps).toEqual([3_600_000, -7_200_000]);
  });

  it('takes small corrections for what they are', () => {
    const { clock, at, steps, pass } = machine();
    for (let minute = 0; minute < 600; minute++) {
      pass(60_000);
      at.wall += 30;
      clock.read();
    }
    at.wall += 1_900;
    clock.read();
    expect(steps).toEqual([]);
  });

  it('reads whole numbers from clocks that count in fractions', () => {
    const fraction = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fraction, fraction, fraction, (wall, mono, sample) => {
        const sources = { wallMs: () => wall, monoMs: () => mono, uptimeMs: () => mono, bootId: 'b' };
        const clock = new Clock({ sources });
        clock.noteSample(sample, 1.5);
        expect(ClockReadingSchema.safeParse(clock.read()).success).toBe(true);
      }),
    );
  });
});

describe('a machine that slept', () => {
  it('is in another stretch of time, and must hear the hub again', () => {
    const { clock, at } = machine();
    clock.noteSample(1_700_000_000_000 - at.mono, 12);
    const before = clock.read();
    at.slept += 3_600_000;
    at.wall += 3_600_000;
    const after = clock.read();
    expect(after.boot).not.toBe(before.boot);
    expect(after).toMatchObject({ hubMinusMono: null, uncertaintyMs: null });
    expect(clock.correctedNow()).toBe(at.wall);
  });

  it('finds itself in the same stretch after a restart of the program', () => {
    const { clock, at, sources } = machine();
    at.slept += 3_600_000;
    expect(new Clock({ sources }).read().boot).toBe(clock.read().boot);
    at.slept += 0.4;
    expect(clock.read().boot).toBe(new Clock({ sources }).read().boot);
  });

  it('is not one whose two counters drift apart a little every day', () => {
    const { clock, at, pass } = machine();
    clock.noteSample(1_700_000_000_000 - at.mono, 12);
    const { boot } = clock.read();
    for (let minute = 0; minute < 20_000; minute++) {
      pass(60_000);
      at.slept += 0.6;
      clock.read();
    }
    expect(clock.read().boot).toBe(boot);
    expect(clock.read().hubMinusMono).not.toBeNull();
  });

  it('is in another stretch after every start of the machine', () => {
    const { clock, sources } = machine();
    const restarted = new Clock({ sources: { ...sources, bootId: 'second-boot' } });
    expect(restarted.read().boot).not.toBe(clock.read().boot);
  });
});
