import { defineConfig } from 'vitest/config';
import { PlainSummaryReporter } from './test/support/plain-summary-reporter.ts';

/** Real kernels and USB in a small virtual machine: minutes, so by hand and not with the other tests. */
export default defineConfig({
  test: {
    name: 'hardware',
    include: ['test/hardware/**/*.hardware.ts'],
    reporters: ['default', new PlainSummaryReporter()],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
