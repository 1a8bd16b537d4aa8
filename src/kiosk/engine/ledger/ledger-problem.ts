import type { KioskNumber } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import type { DatabaseProblem } from '#platform/database-problem.ts';
import type { LockProblem } from '#platform/process-lock.ts';

/** What was found to be wrong with a ledger. `detail` says it in words, for the log and for whoever looks at the file. */
export type Damage = { readonly found: EventBody<'ledger-healed'>['found']; readonly detail: string };

/** Why a ledger can't be opened. `text` tells an operator what to do. */
export type LedgerProblem =
  | Exclude<LockProblem, { kind: 'damaged' }>
  /** Never overwritten or deleted: what the hub has not received can only be salvaged from this file. */
  | {
      readonly kind: 'ledger-damaged';
      readonly path: string;
      readonly text: string;
      readonly damage: Damage;
    }
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

export function damagedLedger(path: string, damage: Damage): LedgerProblem {
  return {
    kind: 'ledger-damaged',
    path,
    damage,
    text:
      `The ledger ${path} is damaged: ${damage.detail}. Nothing in it was changed. Move it with its -wal and -shm files to a safe place ` +
      'and start again: the kiosk goes on with a new ledger, and what the hub had not received can be salvaged from the old one.',
  };
}

export function otherKiosk(path: string, found: KioskNumber, wanted: KioskNumber): LedgerProblem {
  const text =
    `${path} is the ledger of kiosk ${found}, and this one is enrolled as ${wanted}. Nothing in it was changed. ` +
    `Enrol it as ${found} again, or move the file with its -wal and -shm files to a safe place.`;
  return { kind: 'other-kiosk', path, text };
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
