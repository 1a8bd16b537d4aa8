import { unreachable } from '#domain/unreachable.ts';

/** Why a port can't be read. The first four come from opening it, the others end a connection. */
export type PortFailure =
  /** `takenByBrltty`: not there because that program has taken the chip behind it. */
  | { readonly kind: 'missing'; readonly takenByBrltty?: boolean }
  | { readonly kind: 'denied' }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'unplugged' }
  | { readonly kind: 'flooding' }
  /** A device that ought to answer doesn't. `answered`: it did so earlier in this connection. */
  | { readonly kind: 'silent'; readonly answered: boolean };

const FIRST_DELAY_MS = 250;
/** A reader that is plugged in again is found within this. */
const LONGEST_DELAY_MS = 5_000;
/** The system sets a new port's permissions a moment after the port appears (11 refusals in 64 ms were seen), so refusals this young are normal. */
const REFUSAL_GRACE_MS = 3_000;
/** A connection that lasts this long is not part of a series of failures. */
export const STEADY_MS = 2_000;

/** The failures since the last steady connection. Times in monotonic ms. */
export type Attempts = {
  readonly failures: number;
  /** Since when the port has been there but refused to open. */
  readonly refusedSince: number | undefined;
  /** The last connection died young, so the next one isn't believed at once. */
  readonly shaky: boolean;
};

export const NO_ATTEMPTS: Attempts = { failures: 0, refusedSince: undefined, shaky: false };

export type NextAttempt = {
  readonly attempts: Attempts;
  readonly retryInMs: number;
  /** The failure is old enough to be shown to people. */
  readonly show: boolean;
};

/** What to do after the port could not be opened. */
export function afterRefusal(
  attempts: Attempts,
  failure: PortFailure,
  at: number,
  random: number,
): NextAttempt {
  const refused = failure.kind === 'denied' || failure.kind === 'in-use';
  const refusedSince = refused ? (attempts.refusedSince ?? at) : undefined;
  const young = refusedSince !== undefined && at - refusedSince < REFUSAL_GRACE_MS;
  return {
    attempts: { failures: young ? 0 : attempts.failures + 1, refusedSince, shaky: attempts.shaky },
    retryInMs: delayMs(young ? 0 : attempts.failures, random),
    show: !young,
  };
}

/** What to do after a connection that had been open for `openMs` ended. */
export function afterLoss(
  attempts: Attempts,
  failure: PortFailure,
  openMs: number,
  random: number,
): NextAttempt {
  const neverAnswered = failure.kind === 'silent' && !failure.answered;
  const shaky = failure.kind === 'flooding' || neverAnswered || openMs < STEADY_MS;
  const failures = shaky ? attempts.failures : 0;
  return {
    attempts: { failures: failures + 1, refusedSince: undefined, shaky },
    retryInMs: delayMs(failures, random),
    show: true,
  };
}

/** Doubles from a quarter of a second, spread so that several readers on one hub don't all knock at once. */
function delayMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 10));
  return Math.max(FIRST_DELAY_MS, Math.round(ceiling * (0.5 + random / 2)));
}

/** A failure in words for the caretaker: what is wrong and what to do about it. */
export function describeFailure(failure: PortFailure, path: string, shaky: boolean): string {
  switch (failure.kind) {
    case 'missing':
      return describeMissing(failure.takenByBrltty === true, path, shaky);
    case 'denied':
      return `This kiosk may not open ${path}. Give its user the right to (on Linux, the group dialout).`;
    case 'in-use':
      return `Another program is using ${path}. Close it.`;
    case 'unplugged':
      return `Unplugged: ${path} has gone. Plug the reader in again.`;
    case 'flooding':
      return `${path} sends without end, as no card reader does. Check the reader and its cable.`;
    case 'silent':
      return `Nothing answers at ${path}. Is it this kind of reader, at this speed? Pull its plug and put it back.`;
    case 'failed':
      return `${path} can't be opened: ${failure.message}`;
    default:
      return unreachable(failure);
  }
}

// brltty takes many USB-to-serial chips for Braille displays and pulls them away right after they appear.
function describeMissing(takenByBrltty: boolean, path: string, shaky: boolean): string {
  if (takenByBrltty)
    return `The program brltty has taken the reader's cable for a Braille display, so there is no ${path}. Remove brltty and plug the reader in again.`;
  if (shaky)
    return `${path} disappears right after it is plugged in. On Linux, remove the program brltty, or try another cable.`;
  return `Not connected: there is no ${path}. Plug the reader in.`;
}
