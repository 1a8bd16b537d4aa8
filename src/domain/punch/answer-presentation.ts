import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { Mark } from '#domain/register/mark.ts';
import type { Register } from '#domain/register/register.ts';
import type { Enrolment } from '#domain/register/roster.ts';
import { indexEnrolments, isEnrolledAt } from '#domain/register/roster-at.ts';
import { judgeArrival, wholeSecond } from '#domain/rules/judge-arrival.ts';
import type { Rules } from '#domain/rules/rules.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { AnswerKind } from './answer.ts';

/** A class that somebody has elsewhere, now or soon. */
export interface ClassElsewhere {
  readonly room: string;
  readonly course: string;
}

/** The session whose doors are open, and its register before this touch. */
export interface SessionHere {
  readonly occurrence: Occurrence;
  readonly rules: Rules;
  readonly enrolments: readonly Enrolment[];
  readonly register: Register;
}

export interface PresentationToAnswer {
  /** As the directory resolved the credential now. */
  readonly person: PersonId | 'ambiguous' | undefined;
  /** Teaches in this room, so the touch unlocks. */
  readonly isFaculty: boolean;
  /** Corrected time. */
  readonly at: EpochMs;
  /** Null when nothing is on here. */
  readonly session: SessionHere | null;
  /** Where this person has a class now or soon, other than here. */
  readonly elsewhere: (person: PersonId, at: EpochMs) => ClassElsewhere | undefined;
}

export interface PresentationAnswer {
  readonly kind: AnswerKind;
  /** `late`: after the start. `already-recorded`: since the first. */
  readonly minutes: number | null;
  /** `wrong-room`: where to go, and for what. */
  readonly room: string | null;
  readonly course: string | null;
}

const MINUTE_MS = 60_000;

/**
 * What the person at the reader is told. It uses the register's own rules, so that it is also what the register will say, as far as
 * this kiosk can know now.
 */
export function answerPresentation(touch: PresentationToAnswer): PresentationAnswer {
  const { person, session, at } = touch;
  if (person === undefined) return plain('unknown-card');
  if (person === 'ambiguous') return plain('ambiguous-card');
  const enrolled = session !== null && isEnrolledAt(indexEnrolments(session.enrolments), person, at);
  if (touch.isFaculty && !enrolled) return plain('faculty');
  if (session === null || !takesTouches(session, at)) return sentElsewhere(touch, person, 'no-session');
  if (!enrolled) return sentElsewhere(touch, person, 'not-enrolled');
  const mark = session.register.marks.find(({ personId }) => personId === person);
  return repeated(mark, at) ?? judged(session, at);
}

/** Whether somebody could be recorded in this class now: its doors are open, and it isn't over. */
export function takesTouches({ register }: Pick<SessionHere, 'register'>, at: EpochMs): boolean {
  const { state, closesAt, doorsOpenAt } = register.standing;
  return (state === 'ARMED' || state === 'OPEN') && at >= doorsOpenAt && wholeSecond(at) <= closesAt;
}

function sentElsewhere(
  touch: PresentationToAnswer,
  person: PersonId,
  otherwise: AnswerKind,
): PresentationAnswer {
  const there = touch.elsewhere(person, touch.at);
  if (there === undefined) return plain(otherwise);
  return { kind: 'wrong-room', minutes: null, room: there.room, course: there.course };
}

function repeated(mark: Mark | undefined, at: EpochMs): PresentationAnswer | undefined {
  if (mark === undefined || mark.arrivedAt === null) return undefined;
  const minutes = Math.max(0, Math.floor((at - mark.arrivedAt) / MINUTE_MS));
  return { ...plain('already-recorded'), minutes };
}

function judged({ rules, occurrence, register }: SessionHere, at: EpochMs): PresentationAnswer {
  const { state, openedAt } = register.standing;
  if (state === 'ARMED') return plain('noted');
  const { reason, minutesLate } = judgeArrival({ rules, startsAt: occurrence.startsAt, openedAt, at });
  if (reason === 'in-time') return plain('present');
  return reason === 'after-grace' ? { ...plain('late'), minutes: minutesLate } : plain('after-cut-off');
}

function plain(kind: AnswerKind): PresentationAnswer {
  return { kind, minutes: null, room: null, course: null };
}
