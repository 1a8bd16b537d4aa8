import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  like,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { CredentialTag, EpochMs, PersonId, SectionId } from '#domain/ids.ts';
import type { Enrolment } from '#domain/register/roster.ts';
import type { HubDatabase } from './hub-database.ts';
import { isInList } from './in-list.ts';
import { preparedOnce } from './prepared-once.ts';
import { cardParts, credentials, enrolments, people, roles, sections } from './schema.ts';

export type PersonRow = typeof people.$inferSelect;
export type PersonRole = (typeof roles.$inferSelect)['role'];
export type CardRow = typeof credentials.$inferSelect;

/** The person, also one that an import has removed since: registers of the past still need the name. */
export function personById(db: HubDatabase, id: PersonId): PersonRow | undefined {
  return byId(db).get({ id });
}

const byId = preparedOnce(({ orm }) =>
  orm
    .select()
    .from(people)
    .where(eq(people.id, sql.placeholder('id')))
    .prepare(),
);

/** The student whom the outside knows by this admission number; not one who was removed. */
export function personByStudentNumber(db: HubDatabase, studentNumber: string): PersonRow | undefined {
  return db.orm
    .select()
    .from(people)
    .where(and(eq(people.studentNumber, studentNumber.trim()), isNull(people.removedAt)))
    .get();
}

export function addPerson(
  db: HubDatabase,
  person: typeof people.$inferInsert,
  has: readonly PersonRole[],
): void {
  db.orm.insert(people).values(person).run();
  for (const role of has) db.orm.insert(roles).values({ personId: person.id, role }).run();
}

export function namesOf(db: HubDatabase, ids: readonly PersonId[]): ReadonlyMap<PersonId, PersonRow> {
  const rows = ids.length === 0 ? [] : peopleIn(db).all({ ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.id, row]));
}

const peopleIn = preparedOnce(({ orm }) =>
  orm
    .select()
    .from(people)
    .where(isInList(people.id, sql.placeholder('ids')))
    .prepare(),
);

export function rolesOf(db: HubDatabase, id: PersonId): readonly PersonRole[] {
  return rolesById(db)
    .all({ id })
    .map(({ role }) => role);
}

const rolesById = preparedOnce(({ orm }) =>
  orm
    .select({ role: roles.role })
    .from(roles)
    .where(eq(roles.personId, sql.placeholder('id')))
    .prepare(),
);

/** Everyone who was, is or will be enrolled as a student. A register judges by the dates. */
export function enrolmentsOf(db: HubDatabase, sectionId: SectionId): readonly Enrolment[] {
  return studentsOf(db).all({ sectionId });
}

const studentsOf = preparedOnce(({ orm }) =>
  orm
    .select({ personId: enrolments.personId, from: enrolments.from, to: enrolments.to })
    .from(enrolments)
    .where(and(eq(enrolments.sectionId, sql.placeholder('sectionId')), eq(enrolments.role, 'student')))
    .orderBy(asc(enrolments.personId), asc(enrolments.from))
    .prepare(),
);

export function isEnrolled(db: HubDatabase, sectionId: SectionId, personId: PersonId, at: EpochMs): boolean {
  const row = db.orm
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.sectionId, sectionId),
        eq(enrolments.personId, personId),
        eq(enrolments.role, 'student'),
        ...validAt(at),
      ),
    )
    .get();
  return row !== undefined;
}

/** Teachers now, the main one first. */
export function teachersOf(db: HubDatabase, sectionId: SectionId, at: EpochMs): readonly PersonId[] {
  const rows = db.orm
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(and(eq(enrolments.sectionId, sectionId), eq(enrolments.role, 'teacher'), ...validAt(at)))
    .orderBy(desc(enrolments.main), asc(people.name), asc(people.id))
    .all();
  return [...new Set(rows.map(({ personId }) => personId))];
}

/** Sections in which the person teaches or learns now. */
export function sectionsOfPerson(
  db: HubDatabase,
  personId: PersonId,
  role: 'student' | 'teacher',
  at: EpochMs,
): readonly SectionId[] {
  const rows = db.orm
    .select({ sectionId: enrolments.sectionId })
    .from(enrolments)
    .innerJoin(sections, eq(sections.id, enrolments.sectionId))
    .where(
      and(
        eq(enrolments.personId, personId),
        eq(enrolments.role, role),
        isNull(sections.removedAt),
        ...validAt(at),
      ),
    )
    .all();
  return [...new Set(rows.map(({ sectionId }) => sectionId))];
}

/** Every person the tag was given to, with the times it was valid. */
export function holdersOf(db: HubDatabase, tag: CredentialTag): readonly CardRow[] {
  return cardsByTag(db).all({ tag });
}

const cardsByTag = preparedOnce(({ orm }) =>
  orm
    .select()
    .from(credentials)
    .where(eq(credentials.tag, sql.placeholder('tag')))
    .prepare(),
);

/** The same of what a reader gave, which may be a part of several cards' numbers. */
export function holdersOfRead(db: HubDatabase, tag: CredentialTag): readonly CardRow[] {
  const holders = holdersOf(db, tag);
  return holders.length > 0 ? holders : cardsByPart(db).all({ tag });
}

const cardsByPart = preparedOnce(({ orm }) =>
  orm
    .select(getTableColumns(credentials))
    .from(cardParts)
    .innerJoin(credentials, eq(credentials.tag, cardParts.tag))
    .where(eq(cardParts.part, sql.placeholder('tag')))
    .prepare(),
);

export function cardsOf(db: HubDatabase, personId: PersonId): readonly CardRow[] {
  return db.orm
    .select()
    .from(credentials)
    .where(and(eq(credentials.personId, personId), isNull(credentials.to)))
    .all();
}

export type PeopleSearch = {
  readonly search: string;
  readonly role: PersonRole | undefined;
  /** Only students of these sections. */
  readonly within: readonly SectionId[] | undefined;
  readonly offset: number;
  readonly limit: number;
};

export function searchPeople(
  db: HubDatabase,
  asked: PeopleSearch,
): { readonly rows: readonly PersonRow[]; readonly total: number } {
  const where = and(isNull(people.removedAt), ...searchConditions(db, asked));
  const total = db.orm.select({ total: count() }).from(people).where(where).get()?.total ?? 0;
  const rows = db.orm
    .select()
    .from(people)
    .where(where)
    .orderBy(asc(people.familyName), asc(people.givenName), asc(people.id))
    .limit(asked.limit)
    .offset(asked.offset)
    .all();
  return { rows, total };
}

function searchConditions(db: HubDatabase, { search, role, within }: PeopleSearch): (SQL | undefined)[] {
  const found: (SQL | undefined)[] = [];
  if (search !== '') {
    const pattern = `%${search.replaceAll('%', '').replaceAll('_', '')}%`;
    found.push(or(like(people.name, pattern), like(people.studentNumber, pattern)));
  }
  if (role !== undefined) {
    const holders = db.orm.select({ id: roles.personId }).from(roles).where(eq(roles.role, role));
    found.push(inArray(people.id, holders));
  }
  if (within !== undefined) {
    const students = db.orm
      .select({ id: enrolments.personId })
      .from(enrolments)
      .where(and(inArray(enrolments.sectionId, [...within]), eq(enrolments.role, 'student')));
    found.push(inArray(people.id, students));
  }
  return found;
}

function validAt(at: EpochMs): (SQL | undefined)[] {
  return [lte(enrolments.from, at), or(isNull(enrolments.to), gt(enrolments.to, at))];
}
