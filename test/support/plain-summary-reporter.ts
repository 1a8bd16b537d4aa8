import process from 'node:process';
import type { Reporter, TestModule } from 'vitest/node';

type Counts = { passed: number; failed: number; skipped: number };

function countIn(module: TestModule): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    // A test that never came to a result (its worker died) is no success.
    counts[state === 'pending' ? 'failed' : state] += 1;
  }
  // A file that can't be loaded, or whose hooks break, has no failed test to show for it.
  if (!module.ok() && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** Ends a run with one line, `N passed, N failed, N skipped`, for whatever reads the log. */
export class PlainSummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = modules.map(countIn);
    const sum = (key: keyof Counts): number => counts.reduce((total, count) => total + count[key], 0);
    const failed = sum('failed') + unhandledErrors.length;
    const line = `${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`;
    // After the default reporter's own summary, which is written in the same turn.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}
