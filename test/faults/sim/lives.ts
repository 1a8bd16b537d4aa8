import type { SeedFailure, SeedResult } from './run-seed.ts';

/** What many seeds came to, small enough to be sent between threads by the thousand. */
export type Lives = {
  readonly seeds: number;
  readonly failures: readonly SeedFailure[];
  readonly virtualMs: number;
  readonly frames: number;
  readonly duplicatedFrames: number;
  /** Held back so that others could overtake them; and those that were in fact overtaken. */
  readonly reorderedFrames: number;
  readonly overtakenFrames: number;
  readonly faults: number;
  readonly events: number;
  readonly registers: number;
  /** How many settled within so many half seconds after the last fault. */
  readonly settledIn: readonly number[];
};

/** How finely settling is looked at. */
export const SETTLE_STEP_MS = 500;

export const NO_LIVES: Lives = {
  seeds: 0,
  failures: [],
  virtualMs: 0,
  frames: 0,
  duplicatedFrames: 0,
  reorderedFrames: 0,
  overtakenFrames: 0,
  faults: 0,
  events: 0,
  registers: 0,
  settledIn: [],
};

/** One more of them. */
export function lifeOf(result: SeedResult | SeedFailure): Lives {
  if ('why' in result) return { ...NO_LIVES, seeds: 1, failures: [result], virtualMs: result.virtualMs };
  const { seed: _, settledMs, ...counts } = result;
  const settledIn = Array.from({ length: Math.ceil(settledMs / SETTLE_STEP_MS) + 1 }, () => 0);
  settledIn[settledIn.length - 1] = 1;
  return { ...counts, seeds: 1, failures: [], settledIn };
}

export function addLives(one: Lives, other: Lives): Lives {
  const longest = Math.max(one.settledIn.length, other.settledIn.length);
  return {
    seeds: one.seeds + other.seeds,
    failures: [...one.failures, ...other.failures],
    virtualMs: one.virtualMs + other.virtualMs,
    frames: one.frames + other.frames,
    duplicatedFrames: one.duplicatedFrames + other.duplicatedFrames,
    reorderedFrames: one.reorderedFrames + other.reorderedFrames,
    overtakenFrames: one.overtakenFrames + other.overtakenFrames,
    faults: one.faults + other.faults,
    events: one.events + other.events,
    registers: one.registers + other.registers,
    settledIn: Array.from(
      { length: longest },
      (_, index) => (one.settledIn[index] ?? 0) + (other.settledIn[index] ?? 0),
    ),
  };
}

/** Within how long that share of those that settled had done so; 1: all. */
export function settledWithinMs({ settledIn }: Lives, share: number): number {
  const wanted = settledIn.reduce((total, count) => total + count, 0) * share;
  let reached = 0;
  for (const [steps, count] of settledIn.entries()) {
    reached += count;
    if (reached >= wanted) return steps * SETTLE_STEP_MS;
  }
  return 0;
}
