import type { EpochMs, KioskNumber, PersonId } from '#domain/ids.ts';
import type { Register } from '#domain/register/register.ts';
import type { Opening } from '#domain/session/session-standing.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';

/** One class of this room, with everything that is known of it at this moment. */
export type Sitting = {
  readonly occurrence: Occurrence;
  readonly register: Register;
};

// Long enough to take an end back, and for the class to see its count on the way out.
export const SUMMARY_MS = 60_000;

/** This kiosk's own display of the class: what its room code stands for. After a new epoch there may be several; all are good. */
export function ownOpening({ register }: Sitting, kiosk: KioskNumber): Opening | undefined {
  return register.standing.openings.findLast((opening) => opening.kiosk === kiosk);
}

/** The open class that has the screen: of several, whichever was opened here last. */
export function sittingOnScreen(sittings: readonly Sitting[], kiosk: KioskNumber): Sitting | undefined {
  const open = sittings.filter(({ register }) => register.standing.state === 'OPEN');
  const openedAt = (sitting: Sitting) => ownOpening(sitting, kiosk)?.at ?? Number.NEGATIVE_INFINITY;
  return open
    .filter((sitting) => ownOpening(sitting, kiosk) !== undefined)
    .toSorted((a, b) => openedAt(b) - openedAt(a))[0];
}

/** Open by somebody else's hand (the console, another kiosk of the room), and not shown here yet. */
export function sittingsToJoin(sittings: readonly Sitting[], kiosk: KioskNumber): readonly Sitting[] {
  return sittings.filter(
    (sitting) => sitting.register.standing.state === 'OPEN' && ownOpening(sitting, kiosk) === undefined,
  );
}

/** Classes that may be opened now, likeliest first: of two whose doors are open, the later is the one people wait for. */
export function openableSittings(sittings: readonly Sitting[]): readonly Sitting[] {
  return sittings
    .filter(({ register }) => register.standing.state === 'ARMED')
    .toSorted((a, b) => b.occurrence.startsAt - a.occurrence.startsAt);
}

/** The class that was shown here and closed a moment ago. */
export function sittingJustClosed(
  sittings: readonly Sitting[],
  kiosk: KioskNumber,
  now: EpochMs,
): Sitting | undefined {
  return sittings
    .filter(({ register: { standing } }) => ['CLOSED', 'SEALED', 'LOCKED'].includes(standing.state))
    .filter((sitting) => ownOpening(sitting, kiosk) !== undefined)
    .filter(({ register: { standing } }) => now >= standing.closesAt && now < standing.closesAt + SUMMARY_MS)
    .toSorted((a, b) => b.register.standing.closesAt - a.register.standing.closesAt)[0];
}

/** Who may prove that they teach at the class on screen; once it is over, also those whose class is waiting at the door. */
export function whoMayUnlock(
  sittings: readonly Sitting[],
  onScreen: Sitting,
  now: EpochMs,
): readonly PersonId[] {
  const waiting = now < onScreen.occurrence.endsAt ? [] : openableSittings(sittings);
  return [...new Set([onScreen, ...waiting].flatMap(({ occurrence }) => occurrence.faculty))];
}

/** Soon enough that a check of the ledger might still be running. */
const SOON_MS = 10 * 60_000;

/** Whether nobody is expected at the reader: no doors are open, and none of a class that starts soon. */
export function isQuiet(sittings: readonly Sitting[], now: EpochMs): boolean {
  return sittings.every(({ occurrence, register: { standing } }) => {
    const isOn = standing.state === 'ARMED' || standing.state === 'OPEN';
    const isSoon =
      occurrence.startsAt >= now && Math.min(standing.doorsOpenAt, occurrence.startsAt) - now < SOON_MS;
    return !isOn && !isSoon;
  });
}

export type UnlockEffect =
  | { readonly kind: 'open'; readonly sitting: Sitting }
  | { readonly kind: 'controls'; readonly sitting: Sitting }
  /** The same card twice in a moment: it has done what it does. */
  | { readonly kind: 'again'; readonly sitting: Sitting }
  | { readonly kind: 'nothing' };

/** What it means when this member of faculty proves who they are, by card or by PIN. */
export function unlockEffect(
  sittings: readonly Sitting[],
  kiosk: KioskNumber,
  personId: PersonId,
  now: EpochMs,
): UnlockEffect {
  const teaches = ({ occurrence }: Sitting) => occurrence.faculty.includes(personId);
  const current = sittingOnScreen(sittings, kiosk);
  const next = openableSittings(sittings).find(teaches);
  const mine = current !== undefined && teaches(current) ? current : undefined;
  // Someone who teaches twice in a row wants the next class once the first is over, and its controls until then.
  if (mine !== undefined && (next === undefined || now < mine.occurrence.endsAt)) {
    return { kind: 'controls', sitting: mine };
  }
  return next === undefined ? { kind: 'nothing' } : { kind: 'open', sitting: next };
}

/**
 * Which class a touch belongs to: of those whose doors are open the one the person is expected in, where there are two the one
 * they are not recorded in yet. Undefined when none is on, or when nobody can tell (a card that is not known yet): such a touch
 * is judged later, under every class it may belong to.
 */
export function sittingForTouch(
  sittings: readonly Sitting[],
  personId: PersonId | undefined,
  now: EpochMs,
): Sitting | undefined {
  const on = sittings
    .filter(({ register }) => ['ARMED', 'OPEN'].includes(register.standing.state))
    .toSorted((a, b) => a.occurrence.startsAt - b.occurrence.startsAt);
  if (on.length < 2) return on[0];
  if (personId === undefined) return undefined;
  const theirs = on.filter(({ register }) => register.marks.some((mark) => mark.personId === personId));
  const missing = theirs.filter((sitting) => !hasArrived(sitting, personId));
  const inTime = missing.find(({ register }) => now <= register.standing.cutOffAt);
  return inTime ?? missing.at(-1) ?? theirs.at(-1) ?? on.at(-1);
}

function hasArrived({ register }: Sitting, personId: PersonId): boolean {
  return register.marks.some((mark) => mark.personId === personId && mark.arrivedAt !== null);
}
