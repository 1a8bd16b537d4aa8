import type { Meeting, SectionOverview, Standing } from '#contracts/hub-api/statistics.ts';
import type { EpochMs, PersonId, SectionId } from '#domain/ids.ts';
import type { MarkStatus } from '#domain/register/mark-status.ts';
import type { Register } from '#domain/register/register.ts';
import { attendanceStanding } from '#domain/register/statistics.ts';
import type { Rules } from '#domain/rules/rules.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubParts } from '../hub-parts.ts';
import { rulesAt } from '../store/campus-store.ts';
import { occurrencesIn } from '../store/occurrence-store.ts';
import { enrolmentsOf, namesOf } from '../store/people-store.ts';

type Parts = Pick<HubParts, 'db' | 'registers' | 'clock'>;

type Held = { readonly occurrence: Occurrence; readonly register: Register };

/** A section's meetings up to now, and what is still to come. */
type Course = { readonly begun: readonly Held[]; readonly toCome: number; readonly rules: Rules };

const FOREVER = Number.MAX_SAFE_INTEGER as EpochMs;

/** Where one person stands in a section; `undefined` for somebody who was never enrolled in it. */
export function standingOf(parts: Parts, personId: PersonId, sectionId: SectionId): Standing | undefined {
  const enrolled = enrolmentsOf(parts.db, sectionId).some((enrolment) => enrolment.personId === personId);
  return enrolled ? standingIn(courseOf(parts, sectionId), personId) : undefined;
}

/** Meetings, students and their marks, for a section's page. */
export function sectionStudents(
  parts: Parts,
  sectionId: SectionId,
): Pick<SectionOverview, 'meetings' | 'students'> {
  const course = courseOf(parts, sectionId);
  const now = parts.clock.now();
  const current = enrolmentsOf(parts.db, sectionId).filter(
    ({ from, to }) => from <= now && (to === null || to > now),
  );
  const people = namesOf(parts.db, [...new Set(current.map(({ personId }) => personId))]);
  const marks = course.begun.map(({ register }) => marksByPerson(register));
  const students = [...people.values()]
    .toSorted((a, b) => BY_NAME.compare(`${a.familyName} ${a.givenName}`, `${b.familyName} ${b.givenName}`))
    .map(({ id, name, studentNumber }) => ({
      personId: id,
      name,
      studentNumber: studentNumber ?? '',
      standing: standingIn(course, id),
      marks: marks.map((ofMeeting) => ofMeeting.get(id) ?? null),
    }));
  return { meetings: course.begun.map(meetingOf), students };
}

const BY_NAME = new Intl.Collator('en', { sensitivity: 'base' });

function courseOf({ db, registers, clock }: Parts, sectionId: SectionId): Course {
  const now = clock.now();
  const all = occurrencesIn(db, { from: 0 as EpochMs, to: FOREVER, sections: [sectionId] });
  const begun = all
    .filter(({ startsAt }) => startsAt <= now)
    .map((occurrence) => ({ occurrence, register: registers.registerOf(occurrence) }));
  const ahead = all.filter(({ startsAt, cancelled }) => startsAt > now && !cancelled).length;
  const unsealed = begun.filter(({ register }) => isOpenStill(register)).length;
  return { begun, toCome: ahead + unsealed, rules: rulesAt(db, now) };
}

function isOpenStill({ standing: { state, notHeld } }: Register): boolean {
  return (state === 'ARMED' || state === 'OPEN' || state === 'CLOSED') && !notHeld;
}

function standingIn({ begun, toCome, rules }: Course, personId: PersonId): Standing {
  const marks = begun
    .filter(({ register }) => isSealed(register) && !register.standing.notHeld)
    .map(({ register }) => marksByPerson(register).get(personId))
    .filter((mark) => mark !== undefined);
  return attendanceStanding(marks, rules, { toCome, basis: 'weights' });
}

function isSealed({ standing: { state } }: Register): boolean {
  return state === 'SEALED' || state === 'LOCKED';
}

const indexes = new WeakMap<Register, ReadonlyMap<PersonId, MarkStatus>>();

function marksByPerson(register: Register): ReadonlyMap<PersonId, MarkStatus> {
  const known = indexes.get(register);
  if (known !== undefined) return known;
  const index = new Map(register.marks.map(({ personId, status }) => [personId, status]));
  indexes.set(register, index);
  return index;
}

function meetingOf({ occurrence, register }: Held): Meeting {
  const { sessionId, startsAt, endsAt, roomName } = occurrence;
  const { standing, counts } = register;
  return {
    ...{ sessionId, startsAt, endsAt, room: roomName },
    held: standing.openedAt !== null && standing.state !== 'CANCELLED',
    sealed: isSealed(register),
    enrolled: counts.enrolled,
    here: counts.here,
    late: counts.late,
  };
}
