import { z } from 'zod';
import { type Section, SectionOverviewSchema, SectionsSchema } from '#contracts/hub-api/statistics.ts';
import { SectionIdSchema } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import { userOf } from '../auth/access.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { sectionsTaughtBy } from '../people/person-view.ts';
import { sectionStudents } from '../registers/standings.ts';
import { allSections, type SectionRow } from '../store/campus-store.ts';
import { enrolmentsOf, namesOf, teachersOf } from '../store/people-store.ts';
import type { UserRow } from '../store/user-store.ts';

const params = z.strictObject({ id: SectionIdSchema });

export function addSectionRoutes(app: App, parts: HubParts): void {
  const tags = ['sections'];
  const config = { access: 'faculty' } as const;

  app.get(
    '/api/v1/sections',
    { config, schema: { tags, response: { 200: SectionsSchema } } },
    async (request) => ({
      sections: sectionsFor(parts, userOf(request)).map((row) => sectionView(parts, row)),
    }),
  );

  app.get(
    '/api/v1/sections/:id',
    { config, schema: { tags, params, response: { 200: SectionOverviewSchema } } },
    async (request) => {
      const row = sectionsFor(parts, userOf(request)).find(({ id }) => id === request.params.id);
      if (row === undefined) throw new ApiFailure('section-not-found');
      return { section: sectionView(parts, row), ...sectionStudents(parts, row.id) };
    },
  );
}

/** Admins see all that weren't removed, faculty those they teach. */
function sectionsFor(parts: HubParts, user: UserRow): readonly SectionRow[] {
  const current = allSections(parts.db).filter(({ removedAt }) => removedAt === null);
  if (user.role === 'admin') return current;
  const taught = sectionsTaughtBy(parts, user);
  return current.filter(({ id }) => taught.includes(id));
}

function sectionView(
  { db, clock }: HubParts,
  { id, courseCode, courseTitle, name, term }: SectionRow,
): Section {
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
