import type { Section, SectionOverview } from '#contracts/hub-api/statistics.ts';
import type { SectionId } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import { sectionsTaughtBy } from '../people/person-view.ts';
import { allSections, type SectionRow } from '../store/campus-store.ts';
import { enrolmentsOf, namesOf, teachersOf } from '../store/people-store.ts';
import type { UserRow } from '../store/user-store.ts';
import { sectionStudents } from './standings.ts';

type Parts = Pick<HubParts, 'db' | 'registers' | 'clock'>;

/** The sections this user may look at. */
export function sectionViews(parts: Parts, user: UserRow): Section[] {
  return sectionsFor(parts, user).map((row) => sectionView(parts, row));
}

/** One of them with its meetings, students and marks. */
export function sectionOverview(parts: Parts, user: UserRow, id: SectionId): SectionOverview {
  const row = sectionsFor(parts, user).find((one) => one.id === id);
  if (row === undefined) throw new ApiFailure('section-not-found');
  return { section: sectionView(parts, row), ...sectionStudents(parts, row.id) };
}

/** Admins see all that weren't removed, faculty those they teach. */
function sectionsFor(parts: Parts, user: UserRow): readonly SectionRow[] {
  const current = allSections(parts.db).filter(({ removedAt }) => removedAt === null);
  if (user.role === 'admin') return current;
  const taught = sectionsTaughtBy(parts, user);
  return current.filter(({ id }) => taught.includes(id));
}

function sectionView({ db, clock }: Parts, { id, courseCode, courseTitle, name, term }: SectionRow): Section {
  const now = clock.now();
  const teacherIds = teachersOf(db, id, now);
  const names = namesOf(db, teacherIds);
  const students = enrolmentsOf(db, id).filter(({ from, to }) => from <= now && (to === null || to > now));
  return {
    ...{ id, courseCode, courseTitle, name },
    term: term?.title ?? null,
    teachers: teacherIds.map((personId) => ({ personId, name: names.get(personId)?.name ?? '' })),
    students: new Set(students.map(({ personId }) => personId)).size,
  };
}
