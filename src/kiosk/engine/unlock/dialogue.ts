import type { EpochMs, PersonId, SessionId } from '#domain/ids.ts';

/**
 * What the person at the screen is in the middle of. Kept in memory only: after a restart nobody is in the middle of anything,
 * and what counts (attempts, openings, marks) is in the ledger.
 */
export type Dialogue =
  | { readonly name: 'none' }
  | {
      readonly name: 'unlocking';
      /** `open`: from the ready screen. `controls`: someone asked for the controls of an open class. */
      readonly purpose: 'open' | 'controls';
      readonly sessionId: SessionId;
      readonly chosen: PersonId | null;
      readonly attempt: 'idle' | 'checking' | 'wrong';
      readonly until: EpochMs;
    }
  | {
      readonly name: 'controls';
      readonly sessionId: SessionId;
      readonly by: PersonId;
      readonly until: EpochMs;
    };

export type Unlocking = Extract<Dialogue, { name: 'unlocking' }>;

export const NO_DIALOGUE: Dialogue = { name: 'none' };

// Time to find one's name and six digits; then the ready screen is of more use to the next person.
export const UNLOCKING_MS = 60_000;

/** How long one proof of who is standing here holds: long enough for several marks by hand, short enough to walk away from. */
export const PROOF_HOLDS_MS = 2 * 60_000;

type Start = Pick<Unlocking, 'purpose' | 'sessionId' | 'chosen'>;

export function startUnlocking(start: Start, now: EpochMs): Dialogue {
  return { name: 'unlocking', ...start, attempt: 'idle', until: after(now, UNLOCKING_MS) };
}

/** Another touch of the pad: whoever is still there gets their time again. */
export function continueUnlocking(
  dialogue: Unlocking,
  change: Partial<Pick<Unlocking, 'chosen' | 'attempt'>>,
  now: EpochMs,
): Dialogue {
  return { ...dialogue, ...change, until: after(now, UNLOCKING_MS) };
}

export function openControls(sessionId: SessionId, by: PersonId, now: EpochMs): Dialogue {
  return { name: 'controls', sessionId, by, until: after(now, PROOF_HOLDS_MS) };
}

/** What is left of a dialogue by `now`. A PIN that is being checked is waited for. */
export function dialogueAt(dialogue: Dialogue, now: EpochMs): Dialogue {
  if (dialogue.name === 'none' || now < dialogue.until) return dialogue;
  return dialogue.name === 'unlocking' && dialogue.attempt === 'checking' ? dialogue : NO_DIALOGUE;
}

function after(now: EpochMs, ms: number): EpochMs {
  return (now + ms) as EpochMs;
}
