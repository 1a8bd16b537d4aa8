import type { EpochMs, InstitutionId, KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { readRoomCode } from '#domain/room-code/room-code-text.ts';
import { verifyRoomCode } from '#domain/room-code/room-code-token.ts';
import { driftSteps, judgeStep, stepStart } from '#domain/room-code/step.ts';
import { judgeTypedCode, TYPED_WINDOW_MS } from '#domain/room-code/typed-code.ts';

/** A code of a kiosk is verified with the secret in force, then with the one before it: the kiosk may not have heard yet. */
export const SECRETS_TRIED = 2;

export type CodeSecret = { readonly secret: Uint8Array; readonly stepMs: number };

/** What is known here of an origin of codes. */
export type CodeOrigin = {
  /** The one in force first. */
  readonly secrets: readonly CodeSecret[];
  /** How long ago it last compared its clock with the hub's. */
  readonly sinceContactMs: number;
};

export type JudgedCode = {
  readonly kiosk: KioskNumber;
  readonly number: OpeningNumber;
  /** Older or newer than an origin with a true clock would show under the usual setting. */
  readonly isOld: boolean;
};

export type RoomCodeToJudge = {
  /** As scanned, or the last part of the address. */
  readonly text: string;
  /** When the hub received it. */
  readonly at: EpochMs;
  readonly tenant: InstitutionId;
  /** Steps accepted after a code's own: 1, or more for large halls. */
  readonly back: number;
  /** `undefined`: no such origin, or it was shut out. */
  readonly originOf: (kiosk: KioskNumber) => CodeOrigin | undefined;
};

/** Who shows this code, if one of ours does and it is fresh. `wrong` is a failed MAC, `expired` a good one that is too old or too new. */
export function judgeRoomCode(input: RoomCodeToJudge): Result<JudgedCode, 'wrong' | 'expired'> {
  const { text, at, tenant, back, originOf } = input;
  const read = readRoomCode(text);
  if (!read.ok) return err('wrong');
  const { token, kiosk, opening, step } = read.value;
  const origin = originOf(kiosk);
  const used = origin?.secrets
    .slice(0, SECRETS_TRIED)
    .find(({ secret }) => verifyRoomCode({ secret, tenant, token }));
  if (origin === undefined || used === undefined) return err('wrong');
  const { stepMs } = used;
  const isWithin = (steps: { readonly back: number; readonly ahead: number }): boolean =>
    !['expired', 'future'].includes(judgeStep({ step, at, stepMs, ...steps }));
  const drift = driftSteps(origin.sinceContactMs, stepMs);
  if (!isWithin({ back: back + drift, ahead: 1 + drift })) return err('expired');
  return ok({ kiosk, number: opening, isOld: !isWithin({ back: 1, ahead: 1 }) });
}

export type KeptCodeToJudge = Omit<RoomCodeToJudge, 'at' | 'back'> & { readonly scannedAt: EpochMs };

/** A phone's clock and a slow camera may put a scan this far from the code it saw. */
const KEPT_TOLERANCE_MS = 30_000;

/** As above for a code that was scanned earlier: when it was shown is told by the code itself, and has to fit the phone's word. */
export function judgeKeptCode(
  input: KeptCodeToJudge,
): Result<
  { readonly kiosk: KioskNumber; readonly number: OpeningNumber; readonly shownAt: EpochMs },
  'wrong' | 'expired'
> {
  const { text, scannedAt, tenant, originOf } = input;
  const read = readRoomCode(text);
  if (!read.ok) return err('wrong');
  const { token, kiosk, opening, step } = read.value;
  const used = originOf(kiosk)
    ?.secrets.slice(0, SECRETS_TRIED)
    .find(({ secret }) => verifyRoomCode({ secret, tenant, token }));
  if (used === undefined) return err('wrong');
  const shownAt = stepStart(step, scannedAt, used.stepMs);
  if (Math.abs(scannedAt - shownAt) > KEPT_TOLERANCE_MS) return err('expired');
  return ok({ kiosk, number: opening, shownAt });
}

export type TypedCodeToJudge = {
  readonly code: string;
  readonly at: EpochMs;
  readonly tenant: InstitutionId;
  /** Of the sessions that this person may check in to now. */
  readonly openings: readonly { readonly kiosk: KioskNumber; readonly number: OpeningNumber }[];
  readonly originOf: (kiosk: KioskNumber) => CodeOrigin | undefined;
};

/** Which of the openings shows these eight digits. */
export function judgeTyped(input: TypedCodeToJudge): JudgedCode | undefined {
  const { code, at, tenant, openings, originOf } = input;
  for (const { kiosk, number } of openings) {
    const origin = originOf(kiosk);
    if (origin === undefined) continue;
    const drift = driftSteps(origin.sinceContactMs, TYPED_WINDOW_MS);
    const matches = (secret: Uint8Array, extra: number): boolean =>
      judgeTypedCode({
        code,
        at,
        tenant,
        kiosk,
        opening: number,
        secret,
        back: 1 + extra,
        ahead: 1 + extra,
      }) !== 'wrong';
    const used = origin.secrets.slice(0, SECRETS_TRIED).find(({ secret }) => matches(secret, drift));
    if (used !== undefined) return { kiosk, number, isOld: !matches(used.secret, 0) };
  }
  return undefined;
}
