import { eq } from 'drizzle-orm';
import type { CourseId, SectionId } from '#domain/ids.ts';
import { courses, sections, terms } from '../store/schema.ts';
import { type ImportContext, newId } from './import-context.ts';
import type { Campus } from './read-campus.ts';
import { reconcile } from './reconcile.ts';
import { bySourcedId, refer } from './references.ts';

/** academicSessions.csv. */
export function putTerms(context: ImportContext, { academicSessions }: Campus): void {
  if (academicSessions === undefined) return;
  const { orm } = context.db;
  const { now, problems } = context;
  reconcile(context, academicSessions, {
    counted: 'terms',
    stored: bySourcedId(orm.select().from(terms).all()),
    fieldsOf({ title, startDate, endDate }, row) {
      if (startDate < endDate)
        return { title, startsOn: startDate, endsOn: dayBefore(endDate), removedAt: null };
      const words = {
        problem: 'The term ends before it begins.',
        advice: 'endDate is the first day after the term, so it must be later than startDate.',
      };
      problems.error({ file: academicSessions.file, row, column: 'endDate' }, words);
      return undefined;
    },
    add: ({ sourcedId }, fields) =>
      void orm
        .insert(terms)
        .values({ id: newId(now), sourcedId, ...fields })
        .run(),
    change: ({ id }, fields) => void orm.update(terms).set(fields).where(eq(terms.id, id)).run(),
    remove: ({ id }) => void orm.update(terms).set({ removedAt: now }).where(eq(terms.id, id)).run(),
  });
}

/** courses.csv. */
export function putCourses(context: ImportContext, { courses: table }: Campus): void {
  if (table === undefined) return;
  const { orm } = context.db;
  const { now, problems } = context;
  reconcile(context, table, {
    counted: 'courses',
    stored: bySourcedId(orm.select().from(courses).all()),
    fieldsOf({ title, courseCode }, row) {
      if (courseCode === '' && title.length > 40) {
        const words = {
          problem: 'There is no code, and the title is too long to stand for it.',
          advice: 'Give the course a code of at most 40 characters.',
        };
        problems.error({ file: table.file, row, column: 'courseCode' }, words);
        return undefined;
      }
      return { code: courseCode === '' ? title : courseCode, title, removedAt: null };
    },
    add: ({ sourcedId }, fields) =>
      void orm
        .insert(courses)
        .values({ id: newId<CourseId>(now), sourcedId, ...fields })
        .run(),
    change: ({ id }, fields) => void orm.update(courses).set(fields).where(eq(courses.id, id)).run(),
    remove: ({ id }) => void orm.update(courses).set({ removedAt: now }).where(eq(courses.id, id)).run(),
  });
}

/** classes.csv: what is called a section here. */
export function putSections(context: ImportContext, campus: Campus): void {
  const { classes } = campus;
  if (classes === undefined) return;
  const { orm } = context.db;
  const { now } = context;
  const courseOf = refer(context, campus, 'courses', bySourcedId(orm.select().from(courses).all()));
  const termOf = refer(context, campus, 'academicSessions', bySourcedId(orm.select().from(terms).all()));
  reconcile(context, classes, {
    counted: 'sections',
    stored: bySourcedId(orm.select().from(sections).all()),
    fieldsOf({ title, courseSourcedId, termSourcedIds: [term] }, row) {
      const place = { file: classes.file, row };
      const course = courseOf({ ...place, column: 'courseSourcedId' }, courseSourcedId);
      const termId = term === undefined ? null : termOf({ ...place, column: 'termSourcedIds' }, term)?.id;
      if (course === undefined || termId === undefined) return undefined;
      return { name: title, courseId: course.id, termId, removedAt: null };
    },
    add: ({ sourcedId }, fields) =>
      void orm
        .insert(sections)
        .values({ id: newId<SectionId>(now), sourcedId, ...fields })
        .run(),
    change: ({ id }, fields) => void orm.update(sections).set(fields).where(eq(sections.id, id)).run(),
    remove: ({ id }) => void orm.update(sections).set({ removedAt: now }).where(eq(sections.id, id)).run(),
  });
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
