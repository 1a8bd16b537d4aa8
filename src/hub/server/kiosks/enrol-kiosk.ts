import { randomBytes } from 'node:crypto';
import {
  type EnrolmentCode,
  type EnrolRequest,
  type EnrolResponse,
  formerKioskText,
} from '#contracts/hub-api/kiosks.ts';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';
import { toBase64Url } from '#domain/encoding/base64url.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import { type EpochMs, HUB_ORIGIN, type KioskNumber, type RoomId } from '#domain/ids.ts';
import { STEP_MS } from '#domain/room-code/step.ts';
import { ApiFailure } from '../api-failure.ts';
import { hashOfCode, newOneTimeCode } from '../auth/one-time-code.ts';
import type { HubParts } from '../hub-parts.ts';
import { institutionOf, roomById } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import {
  addEnrolmentCode,
  addKiosk,
  addSecret,
  enrolmentCode,
  kioskByNumber,
  renewKiosk,
  revokeKiosk,
  secretsOf,
  spendEnrolmentCode,
} from '../store/kiosk-store.ts';
import { isSignedByKey } from '../sync/signatures.ts';

/** Long enough to walk from the office to the room. */
const CODE_LIFE_MS = 10 * 60_000;

type Parts = Pick<HubParts, 'db' | 'clock' | 'keys' | 'address' | 'log'>;

/** A code that makes one machine the kiosk of a room. */
export function createEnrolmentCode(
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
  { roomId, name }: { readonly roomId: RoomId; readonly name: string },
): EnrolmentCode {
  if (roomById(db, roomId) === undefined) throw new ApiFailure('room-not-found');
  const code = newOneTimeCode();
  const createdAt = clock.now();
  const expiresAt = (createdAt + CODE_LIFE_MS) as EpochMs;
  addEnrolmentCode(db, { codeHash: hashOfCode(code), roomId, name, createdAt, expiresAt, usedAt: null });
  return { code, expiresAt };
}

/** Gives a number and the institution's keys to whoever has a code. */
export function enrolKiosk(parts: Parts, request: EnrolRequest): EnrolResponse {
  const { db, keys, clock, log } = parts;
  const secret = randomBytes(32);
  const kiosk = db.transaction(() => {
    const former = formerKiosk(db, request);
    const code = redeem(db, request.code, clock.now());
    const publicKey = Buffer.from(request.publicKey, 'base64url');
    const row = { roomId: code.roomId, name: request.name ?? code.name, publicKey, at: clock.now() };
    if (former === undefined) return addKiosk(db, row, { bytes: secret, stepMs: STEP_MS });
    renewKiosk(db, former, row, { bytes: secret, stepMs: STEP_MS });
    return former;
  });
  log.info('kiosk enrolled', { kiosk });
  const { id, name } = institutionOf(db);
  return {
    kiosk,
    institutionId: id,
    institution: name,
    hubKey: keys.signing.publicKey,
    codeSecret: toBase64Url(secret),
    cardKey: toBase64Url(keys.cardKey),
    pinPepper: toBase64Url(keys.pinPepper),
    syncUrl: `${parts.address().url.replace(/^http/, 'ws')}${SYNC_PATH}`,
  };
}

/** The kiosk that this machine is already, if it proves it. It must not become another one: its ledger is that one's. */
function formerKiosk(db: HubDatabase, { former, code, publicKey }: EnrolRequest): KioskNumber | undefined {
  if (former === undefined) return undefined;
  const text = utf8(formerKioskText(former.kiosk, { code, publicKey }));
  const key = kioskByNumber(db, former.kiosk)?.publicKey;
  const isProved = former.signatures.some((one) => key !== undefined && isSignedByKey(key, text, one));
  if (!isProved) throw new ApiFailure('kiosk-not-found', ANOTHER_HUBS);
  return former.kiosk;
}

const ANOTHER_HUBS =
  'This machine is the kiosk of another hub, or was copied. Start it with an empty data folder to enrol it here.';

/** Shuts a kiosk out until somebody enrols it again; its number stays taken and what it recorded stays true. */
export function shutKioskOut({ db, clock, log }: Parts, number: KioskNumber): void {
  if (kioskByNumber(db, number) === undefined) throw new ApiFailure('kiosk-not-found');
  revokeKiosk(db, number, clock.now());
  log.info('kiosk revoked', { kiosk: number });
}

/** The hub shows room codes too, under number 0. */
export function ensureHubSecret(db: HubDatabase, now: EpochMs): void {
  if (secretsOf(db, HUB_ORIGIN).length > 0) return;
  addSecret(db, { kiosk: HUB_ORIGIN, from: now, to: null, secret: randomBytes(32), stepMs: STEP_MS });
}

function redeem(db: HubDatabase, typed: string, now: EpochMs) {
  const codeHash = hashOfCode(typed);
  const code = enrolmentCode(db, codeHash);
  if (code === undefined) throw new ApiFailure('code-wrong');
  if (code.usedAt !== null) throw new ApiFailure('code-used');
  if (code.expiresAt <= now) throw new ApiFailure('code-expired');
  if (!spendEnrolmentCode(db, codeHash, now)) throw new ApiFailure('code-used');
  return code;
}
