import type { SignedIn, SignIn } from '#contracts/hub-api/auth.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import { institutionOf } from '../store/campus-store.ts';
import { personById } from '../store/people-store.ts';
import { type UserRow, userByName } from '../store/user-store.ts';
import { isPassword, wasteTheTimeOfAPassword } from './passwords.ts';
import { createThrottle } from './throttle.ts';

const MINUTE_MS = 60_000;

// Guessing one account from one address is slowed down early; from many addresses late, so that nobody can shut a teacher out.
const FROM_ONE_ADDRESS = {
  free: 5,
  firstWaitMs: 2_000,
  longestWaitMs: 15 * MINUTE_MS,
  forgetAfterMs: 60 * MINUTE_MS,
};
const FROM_ANYWHERE = {
  free: 50,
  firstWaitMs: 1_000,
  longestWaitMs: MINUTE_MS,
  forgetAfterMs: 60 * MINUTE_MS,
};

export type SignInCheck = (asked: SignIn, address: string) => Promise<UserRow>;

/** Tells whose name and password these are, and slows guessers down. */
export function createSignIn({ db, clock }: Pick<HubParts, 'db' | 'clock'>): SignInCheck {
  const byAddress = createThrottle(FROM_ONE_ADDRESS);
  const byAccount = createThrottle(FROM_ANYWHERE);
  return async ({ username, password }, address) => {
    const account = username.trim().toLowerCase();
    const key = `${address} ${account}`;
    const waitMs = Math.max(byAddress.waitMs(key, clock.now()), byAccount.waitMs(account, clock.now()));
    if (waitMs > 0) throw new ApiFailure('too-many-requests', undefined, { retryAfterMs: waitMs });
    const user = userByName(db, account);
    const right =
      user === undefined
        ? await wasteTheTimeOfAPassword(password)
        : await isPassword(user.password, password);
    if (user === undefined || !right || user.disabledAt !== null) {
      byAddress.noteFailure(key, clock.now());
      byAccount.noteFailure(account, clock.now());
      throw new ApiFailure('wrong-password');
    }
    byAddress.noteSuccess(key);
    return user;
  };
}

/** What the console is told of its user. */
export function signedIn({ db, clock }: Pick<HubParts, 'db' | 'clock'>, user: UserRow): SignedIn {
  const { name: institution, brand, timeZone } = institutionOf(db);
  const person = user.personId === null ? undefined : personById(db, user.personId);
  const { username, role, personId } = user;
  return {
    ...{ username, role, personId, institution, brand, timeZone },
    name: person?.name ?? username,
    now: clock.now(),
  };
}
