import { fromBase64Url } from '#domain/encoding/base64url.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { judgePass, type PassJudgement, type PassPhone } from '#domain/pass/judge-pass.ts';
import { type ReadPass, readPass } from '#domain/pass/pass.ts';
import { driftSteps } from '#domain/room-code/step.ts';
import { isSignedByDevice } from '#platform/device-key.ts';

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

/** A phone that is held up for long is one showing; a hand that shakes hides the code for a moment or two. */
const SHOWING_ENDS_AFTER_MS = 4_000;
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
  /** When each phone was last in the picture. */
  readonly #lastSeen = new Map<string, EpochMs>();
  readonly #used = new Map<string, EpochMs>();
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(options: PassDeskOptions) {
    this.#options = options;
  }

  /** Undefined: nothing is to be done, because it is no pass, or one that has been answered. */
  read(text: string, at: EpochMs): PassRead | undefined {
    const pass = readPass(text);
    if (!pass.ok) return undefined;
    this.#forget(at);
    const { passId } = pass.value;
    const isShowing = this.#lastSeen.has(passId);
    this.#lastSeen.set(passId, at);
    if (isShowing) return undefined;
    const read = this.#judge(pass.value, at);
    if (read.kind === 'good') return read;
    if (at - this.#refusedAt < BETWEEN_REFUSALS_MS) {
      // To be answered when its turn comes, if it is still there then.
      this.#lastSeen.delete(passId);
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
    if (this.#used.has(once)) return { kind: 'refused', why: 'used', personId };
    this.#used.set(once, at);
    return judgement;
  }

  #forget(at: EpochMs): void {
    dropOlder(this.#lastSeen, at - SHOWING_ENDS_AFTER_MS);
    dropOlder(this.#used, at - USED_REMEMBERED_MS);
  }
}

function dropOlder(times: Map<string, EpochMs>, than: number): void {
  for (const [key, at] of times) if (at < than) times.delete(key);
}

function isSignedBy({ keyKind, publicKey }: PassPhone, message: Uint8Array, signature: Uint8Array): boolean {
  const raw = fromBase64Url(publicKey);
  return raw !== undefined && isSignedByDevice({ keyKind, publicKey: raw }, message, signature);
}
