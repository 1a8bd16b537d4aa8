import type { EpochMs, PersonId } from '#domain/ids.ts';
import { judgeStep } from '#domain/room-code/step.ts';
import { type PassKeyKind, passMessage, type ReadPass } from './pass.ts';

/** Three steps: time to raise the phone and find the camera. What is older may have been sent to a friend. */
const STEPS_BACK = 3;
const STEPS_AHEAD = 1;

/** A phone that may show passes, as kiosks know it. */
export type PassPhone = {
  readonly passId: string;
  readonly keyKind: PassKeyKind;
  /** Base64url: Ed25519 raw 32 bytes; P-256 raw uncompressed 65 bytes. */
  readonly publicKey: string;
  readonly personId: PersonId;
  /** Confirmed from then on. A phone that has just replaced another one waits for a card tap or a day. */
  readonly from: EpochMs;
};

export type PassToJudge = {
  readonly pass: ReadPass;
  /** The institution's id. */
  readonly tenant: string;
  /** All that call themselves by this pass's id. */
  readonly phones: readonly PassPhone[];
  /** Corrected time. */
  readonly at: EpochMs;
  /** To allow for clocks that have drifted apart: `driftSteps`. */
  readonly drift: number;
  readonly isSignedBy: (phone: PassPhone, message: Uint8Array, signature: Uint8Array) => boolean;
};

export type PassJudgement =
  | { readonly kind: 'good'; readonly personId: PersonId }
  /** Of a phone that isn't known here, or not signed by it. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' | 'future' | 'unconfirmed'; readonly personId: PersonId };

/** Whose phone shows this pass, and whether it does so now. Whether it did so before is for whoever remembers. */
export function judgePass({ pass, tenant, phones, at, drift, isSignedBy }: PassToJudge): PassJudgement {
  const message = passMessage(tenant, pass.head);
  const phone = phones.find((one) => one.keyKind === pass.kind && isSignedBy(one, message, pass.signature));
  if (phone === undefined) return { kind: 'unknown' };
  const { personId } = phone;
  const age = judgeStep({ step: pass.step, at, back: STEPS_BACK + drift, ahead: STEPS_AHEAD + drift });
  if (age === 'expired' || age === 'future') return { kind: age, personId };
  return phone.from <= at ? { kind: 'good', personId } : { kind: 'unconfirmed', personId };
}
