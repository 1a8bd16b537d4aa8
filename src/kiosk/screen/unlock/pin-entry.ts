import { BURST_GAP_MS, type KeyBurst, looksLikeCard, NO_BURST, nextBurst } from '../keys/key-burst.ts';

/** As in the engine-link contract: a PIN has 4 to 12 digits. */
export const SHORTEST_PIN = 4;
export const LONGEST_PIN = 12;

/** The digits entered so far, those from before the latest burst of keys, and that burst. */
export type PinEntry = { readonly digits: string; readonly before: string; readonly burst: KeyBurst };

export const EMPTY_PIN: PinEntry = { digits: '', before: '', burst: NO_BURST };

/** One digit touched on the pad; touching is never a card reader. */
export function touchDigit(entry: PinEntry, digit: string): PinEntry {
  return { ...EMPTY_PIN, digits: (entry.digits + digit).slice(0, LONGEST_PIN) };
}

export function deleteDigit(entry: PinEntry): PinEntry {
  return { ...EMPTY_PIN, digits: entry.digits.slice(0, -1) };
}

/**
 * One digit typed at `at` ms. A card reader that types looks like a very fast person: once a burst is too fast and too
 * long to be one, its digits are taken back, so that a card never becomes a wrong PIN.
 */
export function typeDigit(entry: PinEntry, digit: string, at: number): PinEntry {
  const burst = nextBurst(entry.burst, at);
  const before = burst.keys === 1 ? entry.digits : entry.before;
  if (looksLikeCard(burst)) return { digits: before, before, burst };
  return { digits: (entry.digits + digit).slice(0, LONGEST_PIN), before, burst };
}

/** Whether an Enter at `at` ms sends this: it is long enough, and isn't the end of what a card reader typed. */
export function isEnterable(entry: PinEntry, at: number): boolean {
  const endsCard = looksLikeCard(entry.burst) && at - entry.burst.to <= BURST_GAP_MS;
  return entry.digits.length >= SHORTEST_PIN && !endsCard;
}
