import type { OpeningNumber } from '#domain/ids.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import type { Result } from '#domain/result.ts';
import type { WriteProblem } from '../ledger/ledger-problem.ts';
import type { Draft, Stored } from '../ledger/stored.ts';

/** What the journal needs of the ledger. */
export type JournalLedger = {
  appendMany(drafts: readonly Draft[]): Result<readonly Stored[], WriteProblem>;
  nextOpeningNumber(): Result<OpeningNumber, WriteProblem>;
};

export type JournalOptions = {
  readonly ledger: JournalLedger;
  /** Every recorded event, in order. */
  readonly onRecorded: (event: LedgerEvent) => void;
  /** Something could not be kept: told once, until `tryAgain`. */
  readonly onFailed: (problem: WriteProblem) => void;
};

/**
 * The one way into the ledger: what was recorded is known everywhere in the engine. Once something could not be kept nothing more is
 * taken, so that no touch is answered as if it were.
 */
export class Journal {
  readonly #options: JournalOptions;
  #problem: WriteProblem | undefined;
  #closed = false;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Why nothing is taken at the moment. */
  problem(): WriteProblem | undefined {
    return this.#problem;
  }

  /** All of the events, or none; on the disk when this returns them. Undefined: not kept. */
  record(...drafts: readonly Draft[]): readonly Stored[] | undefined {
    const stored = this.#attempt(() => this.#options.ledger.appendMany(drafts));
    for (const { event } of stored ?? []) this.#options.onRecorded(event);
    return stored;
  }

  /** A number for a new opening; undefined like `record`. */
  takeOpeningNumber(): OpeningNumber | undefined {
    return this.#attempt(() => this.#options.ledger.nextOpeningNumber());
  }

  /** A write of somebody else's failed: the same disk, the same end. */
  fail(problem: WriteProblem): void {
    if (this.#problem !== undefined) return;
    this.#problem = problem;
    this.#options.onFailed(problem);
  }

  tryAgain(): void {
    this.#problem = undefined;
  }

  /** The ledger is about to be closed: nothing more is taken. */
  close(): void {
    this.#closed = true;
  }

  #attempt<T>(write: () => Result<T, WriteProblem>): T | undefined {
    if (this.#closed || this.#problem !== undefined) return undefined;
    const written = write();
    if (written.ok) return written.value;
    this.fail(written.error);
    return undefined;
  }
}
