import type { ReadNumber } from '#domain/card-number/partial-number.ts';

/** Readers repeat a card every 60 to 100 ms while it is in the field; half a second of silence means that it has gone. */
export const STAY_ENDS_AFTER_MS = 500;

/** At the edge of the field frames come and go. No touch begins again this soon after it began. */
export const HOLD_OFF_MS = 2_000;

/** Made-up frames hardly ever come twice alike; real ones come again well within this. */
export const CERTAIN_WITHIN_MS = 300;

/** Nobody holds more cards than this to a reader; a reader that tells of more is making them up. */
const MOST_AT_ONCE = 8;

type Stay = {
  readonly card: ReadNumber;
  readonly number: number;
  readonly beganAt: number;
  readonly lastAt: number;
  readonly certain: boolean;
};

/** The cards in one reader's field. */
export type Stays = {
  /** Some may have left, and are only held off. */
  readonly present: readonly Stay[];
  /** How many stays have begun. */
  readonly begun: number;
  /** How many ended without ever being certain. */
  readonly seenOnce: number;
};

export const NO_STAYS: Stays = { present: [], begun: 0, seenOnce: 0 };

/** `certain`: this one frame is proof enough. `at` in ms of a clock that never steps. */
export type Sighting = { readonly card: ReadNumber; readonly at: number; readonly certain: boolean };

/** What to tell of a frame: the number of its stay, and whether it is certain by now. Undefined when everything has been told. */
export type Tell = { readonly number: number; readonly certain: boolean } | undefined;

/** Takes one frame in. A stay is told when it begins, and once more if it becomes certain later. */
export function noteSighting(
  stays: Stays,
  sighting: Sighting,
): { readonly stays: Stays; readonly tell: Tell } {
  const now = endSilentStays(stays, sighting.at);
  const before = now.present.find((stay) => isSame(stay.card, sighting.card));
  if (before === undefined) return begin(now, sighting);
  const agreed = sighting.at - before.lastAt <= CERTAIN_WITHIN_MS;
  const after: Stay = {
    ...before,
    lastAt: sighting.at,
    certain: before.certain || sighting.certain || agreed,
  };
  return {
    stays: { ...now, present: now.present.map((stay) => (stay === before ? after : stay)) },
    tell: after.certain && !before.certain ? { number: after.number, certain: true } : undefined,
  };
}

function begin(
  stays: Stays,
  { card, at, certain }: Sighting,
): { readonly stays: Stays; readonly tell: Tell } {
  const inField = stays.present.filter(({ lastAt }) => at - lastAt < STAY_ENDS_AFTER_MS);
  if (inField.length >= MOST_AT_ONCE) return { stays, tell: undefined };
  const number = stays.begun + 1;
  const present = [...stays.present, { card, number, beganAt: at, lastAt: at, certain }];
  return { stays: { ...stays, present, begun: number }, tell: { number, certain } };
}

/** Phones draw a new UID each time they are looked at, and lie there all the same. */
function isSame(one: ReadNumber, other: ReadNumber): boolean {
  return one === other || (RANDOM_UID.test(one) && RANDOM_UID.test(other));
}

const RANDOM_UID = /^hf:08.{6}$/;

/** Forgets the cards that have been silent for too long at `at`. */
export function endSilentStays(stays: Stays, at: number): Stays {
  const gone = stays.present.filter((stay) => hasGone(stay, at));
  if (gone.length === 0) return stays;
  const present = stays.present.filter((stay) => !gone.includes(stay));
  return { ...stays, present, seenOnce: stays.seenOnce + gone.filter((stay) => !stay.certain).length };
}

/** Nothing is held off that may have been made up. */
function hasGone(stay: Stay, at: number): boolean {
  return at - stay.lastAt >= STAY_ENDS_AFTER_MS && (!stay.certain || at - stay.beganAt >= HOLD_OFF_MS);
}
