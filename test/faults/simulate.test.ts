import { expect, test } from 'vitest';
import { runSeed } from './sim/run-seed.ts';
import { simulator } from './sim/simulator-campaign.ts';

/** Ten seconds on a quiet machine of two cores. */
const TIMEOUT_MS = 300_000;

/** Of the promise that nothing stays stuck: 99 of 100 are in order again within this of the last fault, in virtual time. */
const SETTLED_P99_MS = 30_000;

test(`${simulator.perTest} simulated campuses lose nothing, double nothing, invent nothing and settle by themselves`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const { failures, totals, worst } = await simulator.run(1, simulator.perTest);
  expect(failures).toEqual([]);
  expect(worst['settling p99, ms']).toBeLessThanOrEqual(SETTLED_P99_MS);
  const { frames = 0, 'duplicated frames': duplicated, 'reordered frames': reordered } = totals;
  expect(duplicated).toBeGreaterThan(0.04 * frames);
  expect(reordered).toBeGreaterThan(0.1 * frames);
});

test('the same seed is the same life, to the last frame', () => {
  expect(runSeed(65)).toEqual(runSeed(65));
});
