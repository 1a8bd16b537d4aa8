import { describe, expect, it } from 'vitest';
import { DrawTimes } from '../../../../src/kiosk/engine/link/draw-times.ts';

describe('the time from touch to answer', () => {
  it('is counted once for each answer, by the first screen that drew it', () => {
    const times = new DrawTimes();
    times.touched('a', 1_000);
    times.drawn('a', 1_012);
    times.drawn('a', 1_500);
    times.drawn('never touched', 1_500);
    expect(times.stats()).toEqual({ count: 1, p50Ms: 12, p99Ms: 12, maxMs: 12 });
  });

  it('is known as median, 99th percentile and worst', () => {
    const times = new DrawTimes();
    for (let wait = 1; wait <= 200; wait += 1) {
      times.touched(`${wait}`, 0);
      times.drawn(`${wait}`, wait);
    }
    expect(times.stats()).toEqual({ count: 200, p50Ms: 101, p99Ms: 199, maxMs: 200 });
  });

  it('is unknown before anybody has touched', () => {
    expect(new DrawTimes().stats()).toEqual({ count: 0, p50Ms: null, p99Ms: null, maxMs: null });
  });
});
