import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { addLives, type Lives, NO_LIVES } from './lives.ts';
import type { Seeds } from './play-seeds.ts';

export type PlayingSeeds = Seeds & {
  /** Told after each portion: everything so far. */
  readonly onProgress?: (lives: Lives) => void;
};

/** Small enough that no thread is idle for long at the end, and large enough that handing them out costs nothing. */
const PORTION = 100;
const PORTION_ON_SQLITE = 5;

/** More only get into each other's way: what is played is a matter of seconds. */
const MOST_WORKERS = 4;

/** Plays seeds on all cores, a portion at a time. What comes of them doesn't depend on which thread played which. */
export async function playSeedsInWorkers(playing: PlayingSeeds): Promise<Lives> {
  const { from, count, sqlite, onProgress } = playing;
  const end = from + count;
  const size = sqlite ? PORTION_ON_SQLITE : PORTION;
  let next = from;
  let lives = NO_LIVES;

  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./play-seeds-worker.ts', import.meta.url), { execArgv: [] });
    try {
      while (next < end) {
        const portion: Seeds = { from: next, count: Math.min(size, end - next), sqlite };
        next += portion.count;
        worker.postMessage(portion);
        // An error in there ends the wait as well.
        const [played] = (await once(worker, 'message')) as [Lives];
        lives = addLives(lives, played);
        onProgress?.(lives);
      }
    } finally {
      await worker.terminate();
    }
  };

  const workers = Math.min(availableParallelism(), MOST_WORKERS, Math.ceil(count / size));
  await Promise.all(Array.from({ length: workers }, work));
  return { ...lives, failures: lives.failures.toSorted((a, b) => a.seed - b.seed) };
}
