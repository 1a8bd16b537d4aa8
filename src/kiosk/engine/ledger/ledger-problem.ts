import type { DatabaseProblem } from '#platform/database-problem.ts';
import type { LockProblem } from '#platform/process-lock.ts';

/** Why a ledger can't be opened. `text` tells an operator what to do. */
export type LedgerProblem =
  | Exclude<LockProblem, { kind: 'damaged' }>
  /** Never overwritten or deleted: what the hub has not received can only be salvaged from this file. */
  | { readonly kind: 'ledger-damaged'; readonly path: string; readonly text: string }
  /** The folder holds the ledger of a kiosk with another number. */
  | { readonly kind: 'other-kiosk'; readonly path: string; readonly text: string };

/**
 * Why an event was not kept. After 'disk-full' the next append may succeed; after the others the ledger takes nothing more until it was
 * opened, and with that verified, anew.
 */
export type WriteProblem = Extract<DatabaseProblem, { kind: 'disk-full' | 'disk-error' | 'damaged' }>;

/** Thrown where a caller has nothing to decide: what could not be written is caught where the program stops showing green. */
export class LedgerWriteError extends Error {
  readonly problem: WriteProblem;

  constructor(problem: WriteProblem) {
    super(problem.text);
    this.name = 'LedgerWriteError';
    this.problem = problem;
  }
}

export function damagedLedger(path: string, found: string): LedgerProblem {
  return {
    kind: 'ledger-damaged',
    path,
    text:
      `The ledger ${path} is damaged: ${found}. Nothing in it was changed. Move it with its -wal and -shm files to a safe place ` +
      'and start again: the kiosk goes on with a new ledger, and what the hub had not received can be salvaged from the old one.',
  };
}

/** What to tell about a failed write; any other error is a bug and is thrown again. */
export function asWriteProblem(problem: DatabaseProblem): WriteProblem {
  switch (problem.kind) {
    case 'disk-full':
    case 'disk-error':
    case 'damaged':
      return problem;
    default:
      // The file was ours and writable at open: it can't be now, so whatever is under it has failed.
      return { kind: 'disk-error', path: problem.path, text: problem.text };
  }
}
