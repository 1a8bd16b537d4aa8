import type { MarkStatus } from './mark-status.ts';
import { NO_POINTS, type Percent, percentOf } from './percent.ts';
import { isAttended } from './statistics.ts';

/** One sealed session in minutes. */
export interface MinutesAttended {
  readonly status: MarkStatus;
  readonly scheduledMin: number;
  /** Whole minutes that the person was there. */
  readonly presentMin: number;
}

/** Minutes present over minutes scheduled; excused sessions leave both. */
export function durationPercent(sessions: readonly MinutesAttended[]): Percent | null {
  const counting = sessions.filter(({ status }) => status !== 'E' && status !== '?');
  const present = counting.reduce((sum, { presentMin }) => sum + presentMin, 0);
  const scheduled = counting.reduce((sum, { scheduledMin }) => sum + scheduledMin, 0);
  return percentOf({ ...NO_POINTS, numerator: BigInt(present) }, scheduled);
}

/** Sessions attended over a number that is fixed beforehand, such as 12 lessons a term, whatever was held. */
export function fixedDivisorPercent(marks: readonly MarkStatus[], divisor: number): Percent | null {
  return percentOf({ ...NO_POINTS, numerator: BigInt(marks.filter(isAttended).length) }, divisor);
}
