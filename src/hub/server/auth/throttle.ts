export type Throttle = {
  /** How long to wait before the next try; 0: go ahead. */
  readonly waitMs: (key: string, now: number) => number;
  readonly noteFailure: (key: string, now: number) => void;
  readonly noteSuccess: (key: string) => void;
};

export type ThrottleOptions = {
  /** That many failures are free; after them each doubles the wait. */
  readonly free: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Failures are forgotten after this long without another. */
  readonly forgetAfterMs: number;
};

type Failures = { readonly count: number; readonly lastAt: number };

/** Enough for every account of a large institution; beyond it the oldest are forgotten, so a flood of names costs no memory. */
const MOST_KEYS = 50_000;

/** Slows down guessing, without ever locking anybody out for long. */
export function createThrottle(options: ThrottleOptions): Throttle {
  const failures = new Map<string, Failures>();
  const fresh = (key: string, now: number): Failures | undefined => {
    const found = failures.get(key);
    return found === undefined || now - found.lastAt > options.forgetAfterMs ? undefined : found;
  };
  return {
    waitMs(key, now) {
      const found = fresh(key, now);
      if (found === undefined || found.count < options.free) return 0;
      const wait = Math.min(
        options.longestWaitMs,
        options.firstWaitMs * 2 ** Math.min(30, found.count - options.free),
      );
      return Math.max(0, found.lastAt + wait - now);
    },
    noteFailure(key, now) {
      const count = (fresh(key, now)?.count ?? 0) + 1;
      failures.delete(key);
      failures.set(key, { count, lastAt: now });
      const oldest = failures.keys().next();
      if (failures.size > MOST_KEYS && !oldest.done) failures.delete(oldest.value);
    },
    noteSuccess(key) {
      failures.delete(key);
    },
  };
}
