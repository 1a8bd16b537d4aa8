import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Ticker } from '#ui/clock/ticker.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_400 }));
afterEach(() => void vi.useRealTimers());

describe('the clock of a page', () => {
  test('ticks just after each whole second of corrected time, for everyone at once', () => {
    const ticker = new Ticker(() => Date.now());
    ticker.setOffset(250);
    const seen: number[] = [];
    const stop = ticker.subscribe(() => seen.push(ticker.now()));
    vi.advanceTimersByTime(3000);
    expect(seen.map((at) => at % 1000)).toEqual([1, 1, 1]);
    stop();
    vi.advanceTimersByTime(5000);
    expect(seen).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('tells at once when the offset is measured anew, and only then', () => {
    const ticker = new Ticker(() => Date.now());
    let told = 0;
    ticker.subscribe(() => {
      told += 1;
    });
    ticker.setOffset(0);
    expect(told).toBe(0);
    ticker.setOffset(-90_000);
    expect(told).toBe(1);
    expect(ticker.now()).toBe(1_700_000_000_400 - 90_000);
  });

  test('catches up when the machine slept', () => {
    const ticker = new Ticker(() => Date.now());
    const seen: number[] = [];
    ticker.subscribe(() => seen.push(ticker.now()));
    vi.setSystemTime(1_700_000_600_000);
    ticker.refresh();
    expect(seen).toEqual([1_700_000_600_000]);
  });
});
