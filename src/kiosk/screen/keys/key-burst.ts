/** A pause longer than this ends a burst: readers that type pause 50 ms between keys, slow ones up to 150. */
export const BURST_GAP_MS = 150;
/** From this many keys on, an Enter that follows at once belongs to the reader and not to a person. */
const ENTER_BELONGS_FROM = 4;
/** No card number is shorter, and few people type this many digits at this pace. */
const CARD_DIGITS_FROM = 8;
const CARD_MEAN_GAP_MS = 75;

/** Keys that followed each other closely: how many, and between which times (ms of any one clock). */
export type KeyBurst = { readonly keys: number; readonly from: number; readonly to: number };

export const NO_BURST: KeyBurst = { keys: 0, from: 0, to: Number.NEGATIVE_INFINITY };

/** The burst after one more key at `at`; a modifier such as Shift must not be counted. */
export function nextBurst(burst: KeyBurst, at: number): KeyBurst {
  if (at - burst.to > BURST_GAP_MS) return { keys: 1, from: at, to: at };
  return { keys: burst.keys + 1, from: burst.from, to: at };
}

/** Whether an Enter, Tab or space at `at` ends what a reader typed. Pressing a button with it would be nobody's wish. */
export function endsBurst(burst: KeyBurst, at: number): boolean {
  return burst.keys >= ENTER_BELONGS_FROM && at - burst.to <= BURST_GAP_MS;
}

/** Whether these keys are a card number from a reader rather than a person typing a PIN. */
export function looksLikeCard(burst: KeyBurst): boolean {
  if (burst.keys < CARD_DIGITS_FROM) return false;
  return (burst.to - burst.from) / (burst.keys - 1) <= CARD_MEAN_GAP_MS;
}
