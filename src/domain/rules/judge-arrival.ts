import type { EpochMs } from '#domain/ids.ts';
import type { Rules } from './rules.ts';

export type ArrivalReason = 'in-time' | 'after-grace' | 'after-cut-off';

export interface ArrivalInput {
  readonly rules: Rules;
  readonly startsAt: EpochMs;
  /** The first opening; null while nobody has unlocked. */
  readonly openedAt: EpochMs | null;
  /** Corrected time. */
  readonly at: EpochMs;
}

export interface JudgedArrival {
  readonly status: 'P' | 'L' | 'A';
  /** Whole minutes after what lateness counts from; 0 before it. */
  readonly minutesLate: number;
  readonly reason: ArrivalReason;
}

/** The instants that the rules compare an arrival with. Both are inclusive: the whole second named is still in time, or still late. */
export interface ArrivalBounds {
  readonly countedFrom: EpochMs;
  readonly lateFrom: EpochMs;
  readonly cutOffAt: EpochMs;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** Rules know whole seconds only, and a person is given the benefit of the fraction: 09:05:00.900 is 09:05:00. */
export function wholeSecond(at: EpochMs): EpochMs {
  return (Math.floor(at / SECOND_MS) * SECOND_MS) as EpochMs;
}

export function arrivalBounds({ rules, startsAt, openedAt }: Omit<ArrivalInput, 'at'>): ArrivalBounds {
  const opened = rules.anchor === 'opening' && openedAt !== null ? wholeSecond(openedAt) : startsAt;
  const countedFrom = Math.max(startsAt, opened) as EpochMs;
  const lateFrom = (countedFrom + rules.graceMin * MINUTE_MS) as EpochMs;
  const cutOffAt = Math.max(lateFrom, countedFrom + rules.lateUntilMin * MINUTE_MS) as EpochMs;
  return { countedFrom, lateFrom, cutOffAt };
}

/** Present, late or too late. */
export function judgeArrival(input: ArrivalInput): JudgedArrival {
  const { countedFrom, lateFrom, cutOffAt } = arrivalBounds(input);
  const at = wholeSecond(input.at);
  const minutesLate = Math.max(0, Math.floor((at - countedFrom) / MINUTE_MS));
  if (at <= lateFrom) return { status: 'P', minutesLate, reason: 'in-time' };
  if (at <= cutOffAt) return { status: 'L', minutesLate, reason: 'after-grace' };
  return { status: 'A', minutesLate, reason: 'after-cut-off' };
}
