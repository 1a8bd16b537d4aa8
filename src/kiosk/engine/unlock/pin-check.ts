import type { EpochMs, PersonId, SessionId } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import type { LockOut } from '#domain/session/lock-out.ts';
import type { Journal } from '../sessions/journal.ts';
import { type Attempt, lockOutOf } from './proof.ts';

export type PinCheckParts = {
  readonly journal: Journal;
  readonly now: () => EpochMs;
  /** This kiosk's attempts so far, oldest first. */
  readonly attempts: () => readonly Attempt[];
  readonly verifyPin: (verifier: string, pin: string) => Promise<boolean>;
};

/** A PIN that somebody typed, and what it has to fit. */
export type TypedPin = { readonly personId: PersonId; readonly verifier: string; readonly pin: string };

/** Where PINs are tried. Each wrong one is in the ledger, and too many lock a person out here, whatever they were meant to open. */
export class PinCheck {
  readonly #parts: PinCheckParts;

  constructor(parts: PinCheckParts) {
    this.#parts = parts;
  }

  lockOutOf(personId: PersonId): LockOut {
    return lockOutOf(this.#parts.attempts(), personId, this.#parts.now());
  }

  /** Whether this person may not try now; that they did is recorded. `sessionId`: the class it was meant to open. */
  turnsAway(personId: PersonId, sessionId: SessionId | null): boolean {
    const isLockedOut = this.lockOutOf(personId).lockedUntil !== null;
    if (isLockedOut) this.#record(personId, 'locked-out', sessionId);
    return isLockedOut;
  }

  /** Takes some 50 ms. A wrong PIN is recorded; what a right one opens is for whoever asked to record. */
  async isRight({ personId, verifier, pin }: TypedPin, sessionId: SessionId | null): Promise<boolean> {
    const right = await this.#parts.verifyPin(verifier, pin);
    if (!right) this.#record(personId, 'wrong-pin', sessionId);
    return right;
  }

  #record(
    personId: PersonId,
    outcome: EventBody<'unlock-attempted'>['outcome'],
    sessionId: SessionId | null,
  ): void {
    const body = { personId, method: 'pin', outcome, sessionId } as const;
    this.#parts.journal.record({ type: 'unlock-attempted', body });
  }
}
