import { expect, test } from 'vitest';
import { runSeed, SETTLE_LIMIT_MS } from './sim/run-seed.ts';

const SEEDS = 2_000;

/** Seven seconds on a quiet machine. */
const TIMEOUT_MS = 300_000;

test(`${SEEDS} simulated campuses lose nothing, double nothing, invent nothing and settle by themselves`, {
  timeout: TIMEOUT_MS,
}, () => {
  const results = Array.from({ length: SEEDS }, (_, index) => runSeed(index + 1));
  const failures = results.flatMap((result) =>
    'why' in result ? [`${result.why}: npm run simulate -- --seed=${result.seed}`] : [],
  );
  expect(failures).toEqual([]);
  const settled = results.map((result) =>
    'settledMs' in result ? result.settledMs : Number.POSITIVE_INFINITY,
  );
  expect(Math.max(...settled)).toBeLessThanOrEqual(SETTLE_LIMIT_MS);
});

test('the same seed is the same life, to the last frame', () => {
  expect(runSeed(65)).toEqual(runSeed(65));
});
