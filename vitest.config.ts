import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { PlainSummaryReporter } from './test/support/plain-summary-reporter.ts';

// Whole programs, browsers and thousands of simulated faults: one file at a time, so that they don't starve each other.
const SLOW = ['test/faults/**/*.test.ts', 'test/e2e/**/*.test.ts', 'test/scenarios/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    passWithNoTests: false,
    reporters: ['default', new PlainSummaryReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: SLOW,
          // By default one core is kept back, which on two cores would mean one file at a time.
          maxWorkers: Math.max(2, availableParallelism()),
          testTimeout: 15_000,
          hookTimeout: 15_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: SLOW,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/support/ensure-chromium.ts'],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
