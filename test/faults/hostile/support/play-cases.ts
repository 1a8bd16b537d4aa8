import process from 'node:process';
import { Worker } from 'node:worker_threads';
import type { Played } from '../../campaign.ts';
import { Random } from '../../sim/random.ts';

/** So long no case takes on the slowest machine. One that does has found a loop. */
const HANG_MS = 60_000;

/** A few caches warm up; what grows further keeps something of each case. */
const MOST_GROWTH_MB = 500;

/** How often memory is looked at. */
const SAMPLE_EVERY = 500;

/** More of the same say nothing new. */
const MOST_FAILURES = 10;

/** What cases are played on. One that an earlier case left its traces on is part of the next: that is what attackers do. */
export type Stage = {
  /** Fails by throwing. */
  readonly play: (random: Random, seed: number) => void | Promise<void>;
  /** What is asked when all cases were played: whether it still works. */
  readonly end?: () => void | Promise<void>;
  readonly close?: () => void | Promise<void>;
};

export type Cases = {
  readonly name: string;
  /** So many are played on one stage. Playing any case again begins with the first of its group. */
  readonly group: number;
  readonly open: () => Stage | Promise<Stage>;
};

/** Plays cases one after another. A case that never ends is named before the process is ended. */
export async function playCases(cases: Cases, from: number, count: number): Promise<Played> {
  const run = new Run(cases);
  const { group } = cases;
  try {
    for (let first = from - (from % group); first < from + count; first += group) {
      await run.playGroup(first, Math.min(first + group, from + count));
    }
  } finally {
    await run.stop();
  }
  return run.played(count);
}

class Run {
  readonly #cases: Cases;
  readonly #failures: string[] = [];
  readonly #watch: ReturnType<typeof watchFor>;
  #startMb: number | undefined;
  #mostMb = 0;
  #longestMs = 0;

  constructor(cases: Cases) {
    this.#cases = cases;
    this.#watch = watchFor(cases.name);
  }

  async playGroup(first: number, end: number): Promise<void> {
    const stage = await this.#cases.open();
    try {
      for (let seed = first; seed < end && this.#failures.length < MOST_FAILURES; seed++) {
        await this.#playOne(seed, () => stage.play(new Random(seed), seed));
      }
      await this.#playOne(end, () => stage.end?.());
    } finally {
      await stage.close?.();
    }
  }

  stop(): Promise<unknown> {
    return this.#watch.stop();
  }

  played(count: number): Played {
    const grownMb = Math.round(this.#mostMb - (this.#startMb ?? this.#mostMb));
    if (grownMb > MOST_GROWTH_MB) this.#failures.push(`${this.#cases.name}: memory grew by ${grownMb} MB`);
    return {
      failures: this.#failures,
      totals: { cases: count },
      worst: { 'longest case, ms': Math.round(this.#longestMs), 'growth of memory, MB': grownMb },
    };
  }

  async #playOne(seed: number, play: () => void | Promise<void>): Promise<void> {
    this.#watch.begin(seed);
    const begun = performance.now();
    try {
      await play();
    } catch (error) {
      this.#failures.push(`${this.#cases.name}, case ${seed}: ${wordsOf(error)}`);
    }
    this.#longestMs = Math.max(this.#longestMs, performance.now() - begun);
    if (seed % SAMPLE_EVERY !== 0) return;
    const mb = process.memoryUsage.rss() / 2 ** 20;
    this.#startMb ??= mb;
    this.#mostMb = Math.max(this.#mostMb, mb);
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message.slice(0, 400), ...(error.stack ?? '').split('\n    ').slice(1, 6)].join(' | ');
}

/** A thread that looks on: whoever is stuck in a loop can't tell of it. */
function watchFor(name: string) {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(WATCHER, { eval: true, workerData: { shared, name, hangMs: HANG_MS } });
  worker.unref();
  return {
    begin(seed: number): void {
      Atomics.store(shared, 0, seed);
      Atomics.add(shared, 1, 1);
    },
    stop: () => worker.terminate(),
  };
}

// Whether a worker's text is a module depends on how its process was started; these imports work in both.
const WATCHER = `
Promise.all([import('node:worker_threads'), import('node:fs')]).then(([{ workerData }, { writeSync }]) => {
  const { shared, name, hangMs } = workerData;
  let seen = -1;
  let since = Date.now();
  setInterval(() => {
    const turn = Atomics.load(shared, 1);
    if (turn !== seen) { seen = turn; since = Date.now(); return; }
    if (Date.now() - since < hangMs) return;
    writeSync(2, name + ', case ' + Atomics.load(shared, 0) + ': never ends\\n');
    process.kill(process.pid, 'SIGKILL');
  }, 1000);
});
`;
