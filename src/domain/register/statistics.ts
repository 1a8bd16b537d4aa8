import type { Fraction, Rules } from '#domain/rules/rules.ts';
import type { MarkStatus } from './mark-status.ts';
import { addPoints, NO_POINTS, type Percent, type Points, percentOf, reaches } from './percent.ts';

export type EligibilityVerdict = 'eligible' | 'condonable' | 'not-eligible' | 'too-early';

/** Where a student stands in a section. Null percentages: nothing to divide by. */
export interface AttendanceStanding {
  /** Points so far over sealed sessions. */
  readonly toDate: Percent | null;
  /** Points so far over all sessions of the term. */
  readonly term: Percent | null;
  /** As `term`, if every session to come were attended. */
  readonly bestPossible: Percent | null;
  /** Sessions attended: present, late, partly present or on duty. */
  readonly attended: number;
  /** Sealed sessions that count: all but excused ones. */
  readonly counted: number;
  /** How many of the sessions to come may be missed and still be eligible at the end. */
  readonly mayStillMiss: number;
  readonly verdict: EligibilityVerdict;
}

export interface TermTotals {
  /** Sessions of the term that are not sealed yet and neither cancelled nor unheld. */
  readonly toCome: number;
  /** `weights`: late and partly present count by the rules' weights. `counts`: whoever attended at all, attended. */
  readonly basis: 'weights' | 'counts';
}

/** From one person's marks in the sealed sessions of one section, those that were held. Exact; only `text` is rounded. */
export function attendanceStanding(
  marks: readonly MarkStatus[],
  rules: Rules,
  totals: TermTotals,
): AttendanceStanding {
  const { toCome, basis } = totals;
  const counting = marks.filter((mark) => mark !== 'E' && mark !== '?');
  const points = counting
    .map((mark) => toPoints(weightOf(mark, rules, basis)))
    .reduce((sum, each) => addPoints(sum, each), NO_POINTS);
  const inTerm = counting.length + toCome;
  const toDate = percentOf(points, counting.length);
  const sealed = marks.filter((mark) => mark !== '?').length;
  return {
    toDate,
    term: percentOf(points, inTerm),
    bestPossible: percentOf(addPoints(points, toPoints([toCome, 1])), inTerm),
    attended: counting.filter(isAttended).length,
    counted: counting.length,
    mayStillMiss: mayStillMiss(points, inTerm, toCome, rules),
    verdict: verdictOn(toDate, sealed, rules),
  };
}

/** Whether a mark counts as having attended, whatever it weighs. */
export function isAttended(mark: MarkStatus): boolean {
  return mark === 'P' || mark === 'L' || mark === 'H' || mark === 'O';
}

function weightOf(mark: MarkStatus, rules: Rules, basis: TermTotals['basis']): Fraction {
  if (!isAttended(mark)) return [0, 1];
  if (basis === 'counts') return [1, 1];
  if (mark === 'L') return rules.lateWeight;
  return mark === 'H' ? rules.partlyWeight : [1, 1];
}

function toPoints([numerator, denominator]: Fraction): Points {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** The largest k with (points + toCome − k) / inTerm still at the threshold. */
function mayStillMiss(points: Points, inTerm: number, toCome: number, rules: Rules): number {
  const { numerator, denominator } = points;
  const best = numerator + BigInt(toCome) * denominator;
  const spare = best * 100n - BigInt(rules.eligiblePercent) * BigInt(inTerm) * denominator;
  const missable = spare < 0n ? 0n : spare / (100n * denominator);
  return Math.min(toCome, Number(missable));
}

function verdictOn(toDate: Percent | null, sealed: number, rules: Rules): EligibilityVerdict {
  if (toDate === null || sealed < rules.verdictAfterSessions) return 'too-early';
  if (reaches(toDate, rules.eligiblePercent)) return 'eligible';
  return reaches(toDate, rules.condonablePercent) ? 'condonable' : 'not-eligible';
}
