import type { EpochMs } from '#domain/ids.ts';
import type { HubClock } from '../../../src/hub/server/hub-parts.ts';
import type { Every } from '../../../src/hub/server/jobs/start-jobs.ts';

/** Friday 20 November 2026, 09:00 in Prague. */
export const FRIDAY_9 = Date.parse('2026-11-20T08:00:00Z') as EpochMs;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Time that stands still until a test moves it, and jobs that run when a test says so. */
export class ManualTime {
  #now: number;
  readonly #jobs = new Set<() => void>();

  constructor(now: number = FRIDAY_9) {
    this.#now = now;
  }

  readonly clock: HubClock = {
    now: () => this.#now as EpochMs,
    read: () => ({
      wall: this.#now as EpochMs,
      mono: this.#now - FRIDAY_9,
      boot: '00000000000000aa',
      hubMinusMono: FRIDAY_9,
      uncertaintyMs: 0,
    }),
  };

  readonly every: Every = (_ms, job) => {
    this.#jobs.add(job);
    return () => this.#jobs.delete(job);
  };

  get now(): EpochMs {
    return this.#now as EpochMs;
  }

  /** Lets time pass; every job runs once at the end of it. */
  pass(ms: number): void {
    this.#now += ms;
    this.runJobs();
  }

  runJobs(): void {
    for (const job of this.#jobs) job();
  }
}
