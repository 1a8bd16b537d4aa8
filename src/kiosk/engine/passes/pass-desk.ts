import { fromBase64Url } from '#domain/encoding/base64url.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { judgePass, type PassJudgement, type PassPhone } from '#domain/pass/judge-pass.ts';
import { type ReadPass, readPass } from '#domain/pass/pass.ts';
import { driftSteps } from '#domain/room-code/step.ts';
import { isSignedByDevice } from '#platform/device-key.ts';
import { Showings } from './showings.ts';

export type PassDeskOptions = {
  /** The institution's id. */
  readonly tenant: string;
  /** All that call themselves by a pass id. */
  readonly phonesBy: (passId: string) => readonly PassPhone[];
  /** When this kiosk's clock was last compared with the hub's. */
  readonly lastClockSampleAt: () => EpochMs | undefined;
};

export type RefusedPass = {
  readonly kind: 'refused';
  readonly why: Exclude<PassJudgement['kind'], 'good'> | 'used';
  readonly personId: PersonId | null;
};

export type PassRead = { readonly kind: 'good'; readonly personId: PersonId } | RefusedPass;

/** Anybody can draw codes that look like passes: one refusal at a time is enough for the ledger and for the wall. */
const BETWEEN_REFUSALS_MS = 2_000;
/** Longer than any pass is good for. */
const USED_REMEMBERED_MS = 2 * 60_000;

/**
 * Judges the passes that the camera sees, each showing once and each (pass, step) once. What was used is remembered while the program runs:
 * after a restart a pass is good for seconds only, and whoever it belongs to has been recorded.
 */
export class PassDesk {
  readonly #options: PassDeskOptions;
  readonly #showings = new Showings();
  readonly #used = new Map<string, EpochMs>();
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(options: PassDeskOptions) {
    this.#options = options;
  }

  /** Undefined: nothing is to be done, because it is no pass, or one that has been answered. */
  read(text: string, at: EpochMs): PassRead | undefined {
    const pass = readPass(text);
    if (!pass.ok) return undefined;
    const { passId } = pass.value;
    if (this.#showings.isOngoing(passId, at)) return undefined;
    const read = this.#judge(pass.value, at);
    if (read.kind === 'good') return read;
    if (at - this.#refusedAt < BETWEEN_REFUSALS_MS) {
      // To be answered when its turn comes, if it is still there then.
      this.#showings.forget(passId);
      return undefined;
    }
    this.#refusedAt = at;
    return read;
  }

  #judge(pass: ReadPass, at: EpochMs): PassRead {
    const { tenant, phonesBy, lastClockSampleAt } = this.#options;
    const comparedAt = lastClockSampleAt() ?? at;
    const judgement = judgePass({
      ...{ pass, tenant, at, isSignedBy },
      phones: phonesBy(pass.passId),
      drift: driftSteps(at - comparedAt),
    });
    if (judgement.kind === 'unknown') return { kind: 'refused', why: 'unknown', personId: null };
    const { kind, personId } = judgement;
    if (kind !== 'good') return { kind: 'refused', why: kind, personId };
    const once = `${pass.passId} ${pass.step}`;
    for (const [used, usedAt] of this.#used) if (usedAt < at - USED_REMEMBERED_MS) this.#used.delete(used);
    if (this.#used.has(once)) return { kind: 'refused', why: 'used', personId };
    this.#used.set(once, at);
    return judgement;
  }
}

function isSignedBy({ keyKind, publicKey }: PassPhone, message: Uint8Array, signature: Uint8Array): boolean {
  const raw = fromBase64Url(publicKey);
  return raw !== undefined && isSignedByDevice({ keyKind, publicKey: raw }, message, signature);
}
