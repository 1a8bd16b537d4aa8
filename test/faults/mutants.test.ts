import { describe, expect, test } from 'vitest';
import type { Mutant } from './sim/mutant.ts';
import { COVERED, MUTANTS } from './sim/mutants.ts';
import { runSeed } from './sim/run-seed.ts';

const SEEDS = 300;

/** A second on a quiet machine where nothing is found. */
const TIMEOUT_MS = 120_000;

/** The first seed that goes wrong with this bug planted. */
function caughtAt(mutant: Mutant): number | undefined {
  return Array.from({ length: SEEDS }, (_, index) => index + 1).find(
    (seed) => 'why' in runSeed(seed, { mutant }),
  );
}

describe(`a planted bug is found by the simulator within ${SEEDS} seeds`, () => {
  test.each(Object.entries(MUTANTS))('%s', { timeout: TIMEOUT_MS }, (_name, mutant) => {
    expect(caughtAt(mutant)).toBeDefined();
  });
});

describe('a missing check does no harm while another stands behind it, and is found when that one is missing too', () => {
  test.each(COVERED)('$lack, behind which $secondDefence', { timeout: TIMEOUT_MS }, ({ mutant, both }) => {
    expect(caughtAt(mutant)).toBeUndefined();
    expect(caughtAt(both)).toBeDefined();
  });
});
