import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { Standing } from '#domain/ledger/supersession.ts';
import { arrivalBounds, judgeArrival } from '#domain/rules/judge-arrival.ts';
import type { Rules } from '#domain/rules/rules.ts';
import type { SessionStanding } from '#domain/session/session-standing.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { CountingEvidence } from './evidence.ts';
import type { ArrivalExplanation, Explanation } from './explanation.ts';
import type { HandMarkFact } from './hand-marks.ts';
import type { Mark, MarkFlag } from './mark.ts';
import type { MarkStatus } from './mark-status.ts';
import type { Punches } from './punches.ts';

/** What is the same for all marks of one session. */
export interface MarkContext {
  readonly occurrence: Occurrence;
  readonly rules: Rules;
  readonly standing: SessionStanding;
  /** Whether the hub had it when it sealed the session. */
  readonly isLate: (evidence: CountingEvidence) => boolean;
}

interface Verdict {
  readonly status: MarkStatus;
  readonly flags: readonly MarkFlag[];
  readonly explanation: Explanation;
}

/** One person's mark from their punches and the mark by hand that holds. */
export function deriveMark(
  personId: PersonId,
  punches: Punches | undefined,
  hand: Standing<HandMarkFact> | undefined,
  context: MarkContext,
): Mark {
  const first = punches?.all[0];
  const { status, flags, explanation } =
    notMet(context.standing) ??
    byHand(hand) ??
    byEvidence(punches, context) ??
    withoutEvidence(context.standing);
  return {
    personId,
    status,
    flags,
    arrivedAt: first?.at ?? null,
    method: first?.method ?? null,
    evidence: punches?.all.map(({ id }) => id) ?? [],
    lastHandMark: hand?.holds?.id ?? null,
    explanation,
    rulesVersion: context.rules.version,
    proposed: null,
  };
}

function notMet({ state, notHeld }: SessionStanding): Verdict | undefined {
  if (state === 'CANCELLED') return { status: '?', flags: [], explanation: { kind: 'cancelled' } };
  return notHeld ? { status: '?', flags: ['not-held'], explanation: { kind: 'not-held' } } : undefined;
}

function byHand(hand: Standing<HandMarkFact> | undefined): Verdict | undefined {
  const fact = hand?.holds?.fact;
  if (fact === undefined || fact.event.body.status === 'derived') return undefined;
  const { status, by, reason } = fact.event.body;
  const flags: readonly MarkFlag[] = hand?.conflict ? ['manual', 'conflict'] : ['manual'];
  return { status, flags, explanation: { kind: 'by-hand', status, by, reason, at: fact.at } };
}

function byEvidence(punches: Punches | undefined, context: MarkContext): Verdict | undefined {
  if (punches === undefined) return undefined;
  const first = punches.all[0];
  const { method, roomId, at } = first;
  if (context.standing.openedAt === null) {
    return {
      status: '?',
      flags: flagsOf(punches, context),
      explanation: { kind: 'noted', at, method, roomId },
    };
  }
  const explanation = explainArrival(first, context);
  const judged = statusAt(at, context);
  // That somebody else's evidence shows them earlier is only certain once all of it is here.
  const status = judged === 'A' && !isSealed(context.standing) ? '?' : judged;
  return { status, flags: flagsOf(punches, context), explanation };
}

function withoutEvidence(standing: SessionStanding): Verdict {
  const sealed = isSealed(standing);
  return { status: sealed ? 'A' : '?', flags: [], explanation: { kind: 'no-evidence', sealed } };
}

function isSealed({ state }: SessionStanding): boolean {
  return state === 'SEALED' || state === 'LOCKED';
}

function statusAt(at: EpochMs, { rules, occurrence, standing }: MarkContext): 'P' | 'L' | 'A' {
  return judgeArrival({ rules, startsAt: occurrence.startsAt, openedAt: standing.openedAt, at }).status;
}

function flagsOf({ all }: Punches, context: MarkContext): readonly MarkFlag[] {
  const [first] = all;
  const flags: MarkFlag[] = [];
  const status = statusAt(first.at, context);
  // Any confirmed evidence that says the same makes a phone's word good.
  if (first.provisional && !all.some((item) => !item.provisional && statusAt(item.at, context) === status)) {
    flags.push('provisional');
  }
  if (isUncertain(first, context)) flags.push('clock-uncertain');
  if (context.isLate(first)) flags.push('late-evidence');
  if (first.replayed) flags.push('replayed');
  return flags;
}

function isUncertain({ at, uncertaintyMs }: CountingEvidence, context: MarkContext): boolean {
  if (uncertaintyMs === null) return true;
  if (uncertaintyMs === 0) return false;
  return (
    statusAt((at - uncertaintyMs) as EpochMs, context) !== statusAt((at + uncertaintyMs) as EpochMs, context)
  );
}

function explainArrival(
  { at, method, kiosk, roomId }: CountingEvidence,
  { rules, occurrence, standing }: MarkContext,
): ArrivalExplanation {
  const arrival = { rules, startsAt: occurrence.startsAt, openedAt: standing.openedAt, at };
  const { countedFrom } = arrivalBounds(arrival);
  return {
    kind: 'arrived',
    reason: judgeArrival(arrival).reason,
    at,
    countedFrom,
    anchor: countedFrom === occurrence.startsAt ? 'scheduled' : 'opening',
    graceMin: rules.graceMin,
    lateUntilMin: rules.lateUntilMin,
    method,
    kiosk,
    roomId,
  };
}
