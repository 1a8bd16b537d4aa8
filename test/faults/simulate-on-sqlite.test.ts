import { expect, test } from 'vitest';
import { playSeedsInWorkers } from './sim/play-seeds-in-workers.ts';

const SEEDS = 100;

/** Half a minute on a quiet machine, nearly all of it waiting for the disk. */
const TIMEOUT_MS = 600_000;

test(`${SEEDS} simulated campuses on real SQLite lose nothing, double nothing and settle by themselves`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const { failures } = await playSeedsInWorkers({ from: 1, count: SEEDS, sqlite: true });
  expect(failures.map(({ seed, why }) => `${why}: npm run simulate -- --sqlite --seed=${seed}`)).toEqual([]);
});
