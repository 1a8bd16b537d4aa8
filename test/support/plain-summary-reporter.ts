import process from 'node:process';
import type { Reporter, TestModule } from 'vitest/node';

type Counts = { passed: number; failed: number; skipped: number };

function countOf(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that never came to a result (its worker died) is no success.
      counts[state === 'pending' ? 'failed' : state] += 1;
    }
    // A file that can't be loaded, or whose hooks break, has no failed test to show for it.
    if (!module.ok() && module.errors().length > 0) counts.failed += 1;
  }
  return counts;
}

/** Ends a run with one line, `N passed, N failed, N skipped`, for whatever reads the log. */
export class PlainSummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const { passed, failed, skipped } = countOf(modules);
    const line = `${passed} passed, ${failed + unhandledErrors.length} failed, ${skipped} skipped`;
    // After the default reporter's own summary, which is written in the same turn.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}
