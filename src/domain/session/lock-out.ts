import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';

/** One `unlock-attempted` of a kiosk. */
export interface UnlockTry {
  readonly personId: PersonId | null;
  readonly outcome: EventBody<'unlock-attempted'>['outcome'];
  /** Corrected time. */
  readonly at: EpochMs;
}

export interface LockOut {
  readonly triesLeft: number;
  /** Null: this person may try. */
  readonly lockedUntil: EpochMs | null;
}

const TRIES = 5;
/** A person who mistypes twice a day must never add up to five; somebody who guesses does. */
const WINDOW_MS = 5 * 60_000;
const LOCK_MS = 5 * 60_000;

/**
 * Whether a person may try a PIN at this kiosk: five wrong ones within five minutes lock it for five minutes. `tries` in the order of
 * the kiosk's ledger. Cards and fingers unlock regardless, and clear the count, so that students can't lock a teacher out.
 */
export function lockOut(tries: readonly UnlockTry[], personId: PersonId, now: EpochMs): LockOut {
  let wrong: EpochMs[] = [];
  let lockedUntil = Number.NEGATIVE_INFINITY;
  for (const attempt of tries) {
    if (attempt.personId !== personId) continue;
    if (attempt.outcome === 'accepted') {
      wrong = [];
      lockedUntil = Number.NEGATIVE_INFINITY;
    } else if (attempt.outcome === 'wrong-pin') {
      wrong = [...wrong.filter((at) => at > attempt.at - WINDOW_MS), attempt.at];
      if (wrong.length < TRIES) continue;
      wrong = [];
      lockedUntil = attempt.at + LOCK_MS;
    }
  }
  if (now < lockedUntil) return { triesLeft: 0, lockedUntil: lockedUntil as EpochMs };
  return { triesLeft: TRIES - wrong.filter((at) => at > now - WINDOW_MS).length, lockedUntil: null };
}
