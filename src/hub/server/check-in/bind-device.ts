import { randomBytes } from 'node:crypto';
import { bindingText } from '#contracts/hub-api/device-signing.ts';
import type { BindDevice, BoundDevice, DeviceChallenge } from '#contracts/hub-api/devices.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { DeviceId, EpochMs } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import { hashOfCode } from '../auth/one-time-code.ts';
import type { HubParts } from '../hub-parts.ts';
import { type PersonRow, personByStudentNumber } from '../store/people-store.ts';
import type { CheckInLimits } from './check-in-limits.ts';
import { isSignedBy, storedKeyOf } from './device-key.ts';
import { bindDevice, isConfirmed, markSignInCodeUsed, signInCode } from './device-store.ts';
import { openToken, sealToken } from './sealed-token.ts';

/** Time to make a key and answer, on a slow network. */
const CHALLENGE_LIFE_MS = 5 * 60_000;

// The same words whether the number or the code is wrong: nobody learns here which student numbers exist.
const WRONG = 'This code and student number don’t belong together. Check both, or ask for a new code.';
const USED = 'This code was used before, and each works once. Ask your teacher or the office for a new one.';
const EXPIRED = 'This code has expired. Ask your teacher or the office for a new one.';

export function newChallenge({ keys, clock }: HubParts): DeviceChallenge {
  const expiresAt = (clock.now() + CHALLENGE_LIFE_MS) as EpochMs;
  const nonce = randomBytes(16).toString('base64url');
  return { challenge: sealToken(keys.sealing, 'challenge', { nonce, expiresAt }), expiresAt };
}

/** Makes a phone the person's own, for a one-time code. */
export function bindPhone(
  parts: HubParts,
  limits: CheckInLimits,
  wanted: BindDevice,
  address: string,
): BoundDevice {
  const { db, clock, log } = parts;
  const now = clock.now();
  const number = wanted.studentNumber.toLowerCase();
  const retryAfterMs = Math.max(
    limits.signInsByAddress.waitMs(address, now),
    limits.signInsByNumber.waitMs(number, now),
  );
  if (retryAfterMs > 0) throw new ApiFailure('too-many-requests', undefined, { retryAfterMs });
  checkProof(parts, wanted, now);
  const bound = db.transaction(() => {
    const redeemed = redeem(parts, wanted, now);
    if (redeemed instanceof ApiFailure) return redeemed;
    const id = uuidV7(now, randomBytes(10)) as DeviceId;
    const device = bindDevice(db, { id, personId: redeemed.id, ...storedKeyOf(wanted.publicKey), at: now });
    return { device, person: redeemed };
  });
  if (bound instanceof ApiFailure) {
    limits.signInsByAddress.note(address, now);
    limits.signInsByNumber.note(number, now);
    throw bound;
  }
  const { device, person } = bound;
  log.info('phone bound', { personId: person.id, deviceId: device.id });
  const told = { name: person.name, studentNumber: person.studentNumber ?? wanted.studentNumber };
  return { deviceId: device.id, person: told, confirmed: isConfirmed(device, now), now };
}

function checkProof({ keys }: HubParts, wanted: BindDevice, now: EpochMs): void {
  const challenge = openToken(keys.sealing, 'challenge', wanted.challenge);
  if (challenge === undefined || challenge.expiresAt < now) {
    throw new ApiFailure('request-stale', 'Signing in took too long. Try again.');
  }
  if (!isSignedBy(storedKeyOf(wanted.publicKey), bindingText(wanted), wanted.signature)) {
    throw new ApiFailure('invalid-request', 'The phone could not show that the key is its own.');
  }
}

/** That a code was used or has expired is told only to who also knows whose it is. */
function redeem({ db }: HubParts, wanted: BindDevice, now: EpochMs): PersonRow | ApiFailure {
  const codeHash = hashOfCode(wanted.code);
  const code = signInCode(db, codeHash);
  const person = personByStudentNumber(db, wanted.studentNumber);
  if (code === undefined || person === undefined || code.personId !== person.id) {
    return new ApiFailure('code-wrong', WRONG);
  }
  if (code.usedAt !== null) return new ApiFailure('code-used', USED);
  if (code.expiresAt <= now) return new ApiFailure('code-expired', EXPIRED);
  markSignInCodeUsed(db, codeHash, now);
  return person;
}
