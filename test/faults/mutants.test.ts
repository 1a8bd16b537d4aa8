import { describe, expect, test } from 'vitest';
import { MUTANTS } from './sim/mutants.ts';
import { runSeed } from './sim/run-seed.ts';

const SEEDS = 600;

describe('a planted bug is found by the simulator', () => {
  test.each(Object.entries(MUTANTS))('%s', (_name, mutant) => {
    const caught = Array.from({ length: SEEDS }, (_, index) => index + 1).find(
      (seed) => 'why' in runSeed(seed, { mutant }),
    );
    expect(caught).toBeDefined();
  });
});
