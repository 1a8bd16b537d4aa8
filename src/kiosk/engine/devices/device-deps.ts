/** What every driver takes from outside, so that a test decides what time it is. */
export type DeviceDeps = {
  /** Milliseconds of a clock that never steps. */
  readonly mono: () => number;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Runs once, `ms` from now, unless the function it returns is called first. */
  readonly after: (ms: number, run: () => void) => () => void;
};

/** The machine's own clock, randomness and timers. */
export const SYSTEM_DEVICE_DEPS: DeviceDeps = {
  mono: () => performance.now(),
  random: Math.random,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
