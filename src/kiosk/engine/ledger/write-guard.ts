import { err, ok, type Result } from '#domain/result.ts';
import type { Ballast } from '#platform/ballast.ts';
import { problemOf } from '#platform/database-problem.ts';
import { asWriteProblem, LedgerWriteError, type WriteProblem } from './ledger-problem.ts';

export type WriteGuardOptions = {
  /** The file written to. */
  readonly path: string;
  readonly ballast: Ballast;
  /** The disk was full and the ballast was given up for it: somebody should make room. */
  readonly onBallastReleased: () => void;
};

/**
 * Stands before every write of the ledger. After a disk that failed (a full one only has no room) nothing is let through any more: what
 * SQLite holds in memory may not be what is on the disk, and only opening the file anew can tell.
 */
export class WriteGuard {
  readonly #options: WriteGuardOptions;
  #failed: WriteProblem | undefined;

  constructor(options: WriteGuardOptions) {
    this.#options = options;
  }

  /** What the write gave, or why the disk didn't take it. A bug is thrown on. */
  attempt<T>(write: () => T): Result<T, WriteProblem> {
    if (this.#failed !== undefined) return err(this.#failed);
    try {
      return ok(write());
    } catch (error) {
      return this.#afterFailure(asWriteProblem(problemOf(error, this.#options.path)), write);
    }
  }

  /** The same for callers who have nothing to decide: they throw what the disk said. */
  must<T>(write: () => T): T {
    const written = this.attempt(write);
    if (!written.ok) throw new LedgerWriteError(written.error);
    return written.value;
  }

  #afterFailure<T>(problem: WriteProblem, write: () => T): Result<T, WriteProblem> {
    if (problem.kind !== 'disk-full') this.#failed = problem;
    else if (this.#options.ballast.release()) {
      this.#options.onBallastReleased();
      return this.attempt(write);
    }
    return err(problem);
  }
}
