import { TryCounter } from './try-counter.ts';

/** How far the time of a signed request may be off: it was made just now, give or take a slow network. */
export const REQUEST_LIFE_MS = 90_000;

/** Counters against guessing. */
export type CheckInLimits = {
  /** Codes with a wrong MAC, by address. Good codes are always taken: a hall of 200 shares one address. */
  readonly wrongCodes: TryCounter;
  /** Digits typed, by person. */
  readonly typedCodes: TryCounter;
  /** Failed sign-ins of phones. */
  readonly signInsByAddress: TryCounter;
  readonly signInsByNumber: TryCounter;
  /** Nonces of signed requests that were already used. */
  readonly nonces: TryCounter;
};

const MINUTE_MS = 60_000;

export function checkInLimits(): CheckInLimits {
  return {
    wrongCodes: new TryCounter({ most: 30, withinMs: MINUTE_MS }),
    typedCodes: new TryCounter({ most: 5, withinMs: MINUTE_MS }),
    // On the first day of term a whole hall signs in from one address, and mistypes.
    signInsByAddress: new TryCounter({ most: 100, withinMs: MINUTE_MS }),
    signInsByNumber: new TryCounter({ most: 10, withinMs: 5 * MINUTE_MS }),
    nonces: new TryCounter({ most: 1, withinMs: 2 * REQUEST_LIFE_MS }),
  };
}
