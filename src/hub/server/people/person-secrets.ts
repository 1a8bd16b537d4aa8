import type { SignInCode } from '#contracts/hub-api/people.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import { hashOfCode, newOneTimeCode } from '../auth/one-time-code.ts';
import { pinVerifier } from '../auth/passwords.ts';
import type { HubParts } from '../hub-parts.ts';
import { signInCodes } from '../store/access-schema.ts';
import { rolesOf } from '../store/people-store.ts';
import { pins } from '../store/schema.ts';
import { isKeeper } from './keepers.ts';

const MINUTE_MS = 60_000;

// What everybody tries first. Six digits stand against five tries in five minutes only if they aren't these.
const TOO_EASY = /^(\d)\1+$|^(?:012345|123456|234567|345678|456789|567890|987654|876543|765432|654321)\d*$/;

/** Sets what a teacher opens classes with at a kiosk, and an administrator its panel. Only a verifier is kept, worthless without the pepper. */
export async function setPin(
  { db, keys, clock }: Pick<HubParts, 'db' | 'keys' | 'clock'>,
  personId: PersonId,
  pin: string,
): Promise<void> {
  if (!rolesOf(db, personId).includes('faculty') && !isKeeper(db, personId)) {
    const text = 'Only faculty and administrators unlock kiosks, so only they have a PIN.';
    throw new ApiFailure('invalid-request', text);
  }
  if (TOO_EASY.test(pin))
    throw new ApiFailure('invalid-request', 'This PIN is the first one anybody would try.');
  const verifier = await pinVerifier(keys.pinPepper, pin);
  const setAt = clock.now();
  db.transaction(() => {
    db.orm
      .insert(pins)
      .values({ personId, verifier, setAt })
      .onConflictDoUpdate({ target: pins.personId, set: { verifier, setAt } })
      .run();
    db.bumpDataVersion();
  });
}

/** A code that binds one phone to a student. Told once; older unused ones still work. */
export function issueSignInCode(
  { db, clock }: Pick<HubParts, 'db' | 'clock'>,
  personId: PersonId,
  minutes: number,
): SignInCode {
  if (!rolesOf(db, personId).includes('student')) {
    throw new ApiFailure('invalid-request', 'Only students check in by phone.');
  }
  const code = newOneTimeCode();
  const createdAt = clock.now();
  const expiresAt = (createdAt + minutes * MINUTE_MS) as EpochMs;
  const row = { codeHash: hashOfCode(code), personId, createdAt, expiresAt, usedAt: null };
  db.orm.insert(signInCodes).values(row).run();
  return { code, expiresAt };
}
