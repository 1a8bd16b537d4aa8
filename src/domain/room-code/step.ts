import type { EpochMs } from '#domain/ids.ts';

/** How long one code stands. 5 s with one step back lets a third of chat photos through, and nearly every honest scan. */
export const STEP_MS = 5_000;
const STEPS = 2 ** 24;
const HALF = STEPS / 2;

/** The number of the step that an instant lies in. */
export function stepAt(at: EpochMs, stepMs: number = STEP_MS): number {
  return Math.floor(at / stepMs);
}

export interface StepToJudge {
  /** As printed: its low 24 bits are enough. */
  readonly step: number;
  /** When the hub received it. */
  readonly at: EpochMs;
  /** Steps accepted after a code's own, and before it. */
  readonly back: number;
  readonly ahead: number;
  readonly stepMs?: number;
}

export type StepJudgement = 'current' | 'back' | 'ahead' | 'expired' | 'future';

/** How old a code is. Steps are compared on a circle of 2^24 (2.7 years of them), the nearer way round. */
export function judgeStep({ step, at, back, ahead, stepMs = STEP_MS }: StepToJudge): StepJudgement {
  const age = stepsSince(step, at, stepMs);
  if (age === 0) return 'current';
  if (age > 0) return age <= back ? 'back' : 'expired';
  return -age <= ahead ? 'ahead' : 'future';
}

/** When the step printed as 24 bits began, taking the one nearest to `near`. */
export function stepStart(step: number, near: EpochMs, stepMs: number = STEP_MS): EpochMs {
  return ((stepAt(near, stepMs) - stepsSince(step, near, stepMs)) * stepMs) as EpochMs;
}

/** Steps to allow on top for a kiosk that last compared its clock this long ago: 100 ppm of drift, two steps at most. */
export function driftSteps(sinceContactMs: number, stepMs: number = STEP_MS): number {
  return Math.min(2, Math.round((sinceContactMs * 1e-4) / stepMs));
}

function stepsSince(step: number, at: EpochMs, stepMs: number): number {
  const age = (((stepAt(at, stepMs) - step) % STEPS) + STEPS) % STEPS;
  return age < HALF ? age : age - STEPS;
}
