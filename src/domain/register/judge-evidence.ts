import { wholeSecond } from '#domain/rules/judge-arrival.ts';
import type { SessionStanding } from '#domain/session/session-standing.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { CountingEvidence, Evidence } from './evidence.ts';
import type { Quarantined, QuarantineReason } from './quarantined.ts';
import { type EnrolmentIndex, isEnrolledAt } from './roster-at.ts';

export interface JudgedEvidence {
  readonly counting: readonly CountingEvidence[];
  readonly quarantine: readonly Quarantined[];
}

export interface EvidenceRules {
  readonly occurrence: Occurrence;
  readonly standing: SessionStanding;
  readonly enrolments: EnrolmentIndex;
}

/** Parts what counts for somebody from what is only kept. A teacher's touch is an unlocking and neither. */
export function judgeEvidence(evidence: readonly Evidence[], rules: EvidenceRules): JudgedEvidence {
  const counting: CountingEvidence[] = [];
  const quarantine: Quarantined[] = [];
  for (const item of evidence) {
    if (isTeachersTouch(item, rules)) continue;
    const reason = whyQuarantined(item, rules);
    if (reason === undefined) counting.push(item as CountingEvidence);
    else quarantine.push(quarantined(item, reason));
  }
  return { counting, quarantine };
}

function isTeachersTouch({ person, at }: Evidence, { occurrence, enrolments }: EvidenceRules): boolean {
  if (person === undefined || person === 'ambiguous') return false;
  return occurrence.faculty.includes(person) && !isEnrolledAt(enrolments, person, at);
}

/** The first thing that keeps a piece of evidence from counting; `undefined` when it counts for its person. */
function whyQuarantined(
  item: Evidence,
  { occurrence, standing, enrolments }: EvidenceRules,
): QuarantineReason | undefined {
  if (item.person === undefined) return 'unknown-card';
  if (item.person === 'ambiguous') return 'ambiguous-card';
  const tooEarly = item.at < standing.doorsOpenAt;
  const outside = tooEarly || wholeSecond(item.at) > standing.closesAt;
  // The kiosk thought the session was on, by a clock that nobody had set.
  if (outside && item.uncertaintyMs === null) return 'clock';
  if (outside) return tooEarly ? 'too-early' : 'closed';
  if (!isInRoom(item, occurrence, standing)) return 'wrong-room';
  return isEnrolledAt(enrolments, item.person, item.at) ? undefined : 'not-enrolled';
}

/** A session that moved takes along what was recorded where it was opened. */
function isInRoom(
  { roomId, kiosk, method }: Evidence,
  occurrence: Occurrence,
  { openings }: SessionStanding,
): boolean {
  if (method === 'phone' || roomId === null || roomId === occurrence.roomId) return true;
  return openings.some((opening) => opening.kiosk === kiosk);
}

function quarantined({ id, person, tag, at }: Evidence, reason: QuarantineReason): Quarantined {
  return {
    eventId: id,
    reason,
    personId: person === undefined || person === 'ambiguous' ? null : person,
    tag,
    at,
  };
}
