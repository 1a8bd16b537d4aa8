import { eq, isNotNull } from 'drizzle-orm';
import type { EpochMs, PersonId, SectionId } from '#domain/ids.ts';
import { startOfDay } from '#domain/timetable/start-of-day.ts';
import { enrolments, people, sections } from '../store/schema.ts';
import { endEnrolment, isOver } from './end-enrolment.ts';
import { type ImportContext, newId } from './import-context.ts';
import type { Place } from './problems.ts';
import type { Campus, ImportTable } from './read-campus.ts';
import { bySourcedId, refer } from './references.ts';
import type { EnrollmentRow } from './rows.ts';

type Kept = typeof enrolments.$inferSelect;

/** OneRoster's roles in a class. Who has none of the first ones neither attends nor opens it. */
const ROLES: Readonly<Record<string, 'student' | 'teacher' | null>> = {
  student: 'student',
  teacher: 'teacher',
  proctor: 'teacher',
  administrator: null,
  aide: null,
  parent: null,
  guardian: null,
  relative: null,
};

/** What a row says. A first day that it doesn't name is undefined. */
type Said = {
  readonly sectionId: SectionId;
  readonly personId: PersonId;
  readonly role: 'student' | 'teacher';
  readonly main: boolean;
  readonly from: EpochMs | undefined;
  readonly to: EpochMs | null;
};

/** enrollments.csv. Who isn't in it any more was enrolled until now. */
export function putEnrolments(context: ImportContext, campus: Campus): void {
  const { enrollments: table } = campus;
  if (table === undefined) return;
  const { count } = context;
  const stored = storedEnrolments(context);
  const read = rowReader(context, campus, table);
  const put = writer(context);
  const end = (kept: Kept | undefined) => {
    if (kept === undefined || isOver(kept, context.now)) return;
    endEnrolment(context, kept);
    count('enrolments', 'removed');
  };
  for (const { row, value } of table.rows) {
    const kept = stored.get(value.sourcedId);
    const said = value.status === 'tobedeleted' ? 'gone' : read(value, row);
    if (said === 'gone') end(kept);
    else if (said !== undefined) count('enrolments', put(value.sourcedId, kept, said));
  }
  if (table.mode !== 'bulk') return;
  for (const [sourcedId, kept] of stored) if (!table.mentioned.has(sourcedId)) end(kept);
}

function storedEnrolments({ db }: ImportContext): ReadonlyMap<string, Kept> {
  const rows = db.orm.select().from(enrolments).where(isNotNull(enrolments.sourcedId)).all();
  return new Map(rows.map((row) => [row.sourcedId ?? '', row]));
}

/** Reads a row; `undefined` when it is wrong, which is noted. */
function rowReader(context: ImportContext, campus: Campus, { file }: ImportTable<EnrollmentRow>) {
  const { db, timeZone } = context;
  const sectionOf = refer(context, campus, 'classes', bySourcedId(db.orm.select().from(sections).all()));
  const personOf = refer(
    context,
    campus,
    'users',
    bySourcedId(withSourcedId(db.orm.select().from(people).all())),
  );
  const left = { classes: deletedIn(campus.classes), users: deletedIn(campus.users) };
  return (value: EnrollmentRow, row: number): Said | 'gone' | undefined => {
    const place = { file, row };
    const { classSourcedId, userSourcedId, beginDate, endDate } = value;
    const role = roleIn(context, place, value);
    if (role === null || left.classes.has(classSourcedId) || left.users.has(userSourcedId)) return 'gone';
    const section = sectionOf({ ...place, column: 'classSourcedId' }, classSourcedId);
    const person = personOf({ ...place, column: 'userSourcedId' }, userSourcedId);
    const daysAreRight = checkDays(context, place, value);
    if (role === undefined || section === undefined || person === undefined || !daysAreRight)
      return undefined;
    return {
      sectionId: section.id,
      personId: person.id,
      role,
      main: role === 'teacher' && value.primary === 'true',
      from: beginDate === null ? undefined : startOfDay(beginDate, timeZone),
      to: endDate === null ? null : startOfDay(endDate, timeZone),
    };
  };
}

/** Null: one that neither attends nor opens a class. */
function roleIn(
  { problems }: ImportContext,
  place: Place,
  { role }: EnrollmentRow,
): 'student' | 'teacher' | null | undefined {
  const known = ROLES[role.toLowerCase()];
  if (known === undefined) {
    const advice = `Use one of ${Object.keys(ROLES).join(', ')}.`;
    problems.error({ ...place, column: 'role' }, { problem: 'OneRoster has no such role.', advice });
  }
  return known;
}

function checkDays(
  { problems }: ImportContext,
  place: Place,
  { beginDate, endDate }: EnrollmentRow,
): boolean {
  if (beginDate === null || endDate === null || endDate > beginDate) return true;
  const advice = 'endDate is the first day on which the person no longer belongs to the class.';
  problems.error({ ...place, column: 'endDate' }, { problem: 'This ends before it begins.', advice });
  return false;
}

/** Writes what a row says, and tells what that changed. */
function writer(context: ImportContext) {
  const { db, now } = context;
  const since = newcomersSince(context);
  const insert = db.sqlite.prepare(
    `insert into enrolments (id, sourced_id, section_id, person_id, role, main, from_at, to_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const add = (sourcedId: string, { sectionId, personId, role, main, to }: Said, from: EpochMs) => {
    insert.run(newId(now), sourcedId, sectionId, personId, role, main ? 1 : 0, from, to);
  };
  const startAnew = (sourcedId: string, kept: Kept, said: Said) => {
    if (!isOver(kept, now)) endEnrolment(context, kept);
    // What the id meant so far stays, under no id; the time in between doesn't count.
    db.orm.update(enrolments).set({ sourcedId: null }).where(eq(enrolments.id, kept.id)).run();
    add(sourcedId, said, said.from ?? now);
  };
  return (sourcedId: string, kept: Kept | undefined, said: Said): 'added' | 'changed' | 'unchanged' => {
    if (kept === undefined) {
      add(sourcedId, said, said.from ?? since(said.sectionId));
      return 'added';
    }
    const { main, to, from = kept.from } = said;
    if (meansAnother(kept, said) || isBack(kept, said, now)) startAnew(sourcedId, kept, said);
    else if (kept.main === main && kept.from === from && kept.to === to) return 'unchanged';
    else db.orm.update(enrolments).set({ main, from, to }).where(eq(enrolments.id, kept.id)).run();
    return 'changed';
  };
}

function meansAnother(kept: Kept, said: Said): boolean {
  return kept.sectionId !== said.sectionId || kept.personId !== said.personId || kept.role !== said.role;
}

/** Somebody who had left, and of whom the file doesn't say since when they are here. */
function isBack(kept: Kept, { from, to }: Said, now: EpochMs): boolean {
  return from === undefined && isOver(kept, now) && (to === null || to > now);
}

/**
 * From when somebody is enrolled if the file doesn't say: in a class that had nobody yet, from its beginning; in any other, from
 * now, so that nobody is absent from meetings before they came.
 */
function newcomersSince({ db, now }: ImportContext): (section: SectionId) => EpochMs {
  const rows = db.orm.selectDistinct({ id: enrolments.sectionId }).from(enrolments).all();
  const peopled = new Set(rows.map(({ id }) => id));
  return (section) => (peopled.has(section) ? now : (0 as EpochMs));
}

function deletedIn(
  table: ImportTable<{ readonly sourcedId: string; readonly status: string }> | undefined,
): ReadonlySet<string> {
  const deleted = (table?.rows ?? []).filter(({ value }) => value.status === 'tobedeleted');
  return new Set(deleted.map(({ value }) => value.sourcedId));
}

function withSourcedId<Row extends { readonly sourcedId: string | null }>(rows: readonly Row[]) {
  return rows.flatMap((row) => (row.sourcedId === null ? [] : [{ ...row, sourcedId: row.sourcedId }]));
}
