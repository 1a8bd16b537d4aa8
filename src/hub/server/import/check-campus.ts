import type { ImportReport } from '#contracts/hub-api/imports.ts';
import type { ImportContext } from './import-context.ts';

/** What a kiosk's document of one section holds. */
const MOST_STUDENTS = 5_000;

/** Less than this ends every day. */
const MANY = 10;

type Tables = ImportReport['tables'];

/** Looks at the campus as it would be: what no row shows by itself. */
export function checkCampus(context: ImportContext, tables: Tables): void {
  refuseHugeSections(context);
  warnOfMissingTeachers(context);
  warnOfManyEndings(context, tables);
}

const CALLED = `courses.code || ' ' || courses.title || ', ' || sections.name`;

function refuseHugeSections({ db, now, problems }: ImportContext): void {
  const huge = db.sqlite
    .prepare(
      `select ${CALLED} as name, count(distinct enrolments.person_id) as students
       from enrolments join sections on sections.id = section_id join courses on courses.id = course_id
       where role = 'student' and (to_at is null or to_at > ?) group by section_id having students > ?`,
    )
    .all(now, MOST_STUDENTS) as { readonly name: string; readonly students: number }[];
  for (const { name, students } of huge) {
    const problem = `${name} has ${students} students; a kiosk can hold ${MOST_STUDENTS} of one class.`;
    const advice = 'Divide it into several classes.';
    problems.error({ file: 'enrollments.csv', row: null }, { problem, advice });
  }
}

function warnOfMissingTeachers({ db, now, problems }: ImportContext): void {
  const names = db.sqlite
    .prepare(
      `select distinct ${CALLED} from slots
       join sections on sections.id = slots.section_id join courses on courses.id = course_id
       where slots.removed_at is null and sections.removed_at is null and not exists (
         select 1 from enrolments where enrolments.section_id = sections.id and role = 'teacher'
         and (to_at is null or to_at > ?)) order by 1`,
    )
    .pluck()
    .all(now) as string[];
  if (names.length === 0) return;
  const shown =
    names.length > 5 ? `${names.slice(0, 5).join('; ')}; and ${names.length - 5} more` : names.join('; ');
  const problem = `These classes have no teacher, so nobody can open them at a kiosk: ${shown}.`;
  problems.warn({ file: 'enrollments.csv', row: null }, { problem, advice: 'Enrol their teachers.' });
}

/** An export that broke off looks like this. */
function warnOfManyEndings({ problems }: ImportContext, tables: Tables): void {
  for (const [file, table] of [
    ['users.csv', 'people'],
    ['classes.csv', 'sections'],
    ['enrollments.csv', 'enrolments'],
    ['timetable.csv', 'timetable'],
  ] as const) {
    const { removed, changed, unchanged } = tables[table];
    if (removed < MANY || removed <= changed + unchanged) continue;
    const problem = `This ends ${removed} of ${removed + changed + unchanged}.`;
    const advice = 'If that isn’t meant, the file isn’t the whole list.';
    problems.warn({ file, row: null }, { problem, advice });
  }
}
