import { asc, desc, eq, lte, sql } from 'drizzle-orm';
import type { EpochMs, InstitutionId, RoomId, SectionId } from '#domain/ids.ts';
import { DEFAULT_RULES, type Rules } from '#domain/rules/rules.ts';
import type { HubDatabase } from './hub-database.ts';
import { preparedOnce } from './prepared-once.ts';
import { courses, institution, rooms, rulesVersions, sections, terms } from './schema.ts';

export type InstitutionRow = Omit<typeof institution.$inferSelect, 'id'> & { readonly id: InstitutionId };

/** The institution this hub serves; made when the database is. */
export function institutionOf(db: HubDatabase): InstitutionRow {
  const row = theInstitution(db).get();
  if (row === undefined) throw new Error('the database has no institution');
  return { ...row, id: row.id as InstitutionId };
}

const theInstitution = preparedOnce(({ orm }) => orm.select().from(institution).prepare());

export function hasInstitution(db: HubDatabase): boolean {
  return db.orm.select().from(institution).get() !== undefined;
}

export function addInstitution(db: HubDatabase, row: InstitutionRow): void {
  db.orm.insert(institution).values(row).run();
}

export function changeInstitution(db: HubDatabase, changes: Partial<Omit<InstitutionRow, 'id'>>): void {
  db.transaction(() => {
    db.orm.update(institution).set(changes).run();
    db.bumpDataVersion();
  });
}

/** The rules in force for a session that is scheduled to start then. */
export function rulesAt(db: HubDatabase, at: EpochMs): Rules {
  return rulesInForce(db).get({ at })?.rules ?? DEFAULT_RULES;
}

const rulesInForce = preparedOnce(({ orm }) =>
  orm
    .select()
    .from(rulesVersions)
    .where(lte(rulesVersions.from, sql.placeholder('at')))
    .orderBy(desc(rulesVersions.version))
    .limit(1)
    .prepare(),
);

/** The rules for whatever starts from now on. */
export function newestRules(db: HubDatabase): Rules {
  return rulesAt(db, Number.MAX_SAFE_INTEGER as EpochMs);
}

/** Puts the next version in force from `from` on. */
export function addRules(db: HubDatabase, rules: Omit<Rules, 'version'>, from: EpochMs): Rules {
  return db.transaction(() => {
    const last = db.orm.select().from(rulesVersions).orderBy(desc(rulesVersions.version)).limit(1).get();
    const version = (last?.version ?? DEFAULT_RULES.version) + 1;
    const next: Rules = { ...rules, version };
    db.orm.insert(rulesVersions).values({ version, from, rules: next }).run();
    db.bumpDataVersion();
    return next;
  });
}

export function allRooms(db: HubDatabase): readonly (typeof rooms.$inferSelect)[] {
  return db.orm.select().from(rooms).orderBy(asc(rooms.name)).all();
}

export function roomById(db: HubDatabase, id: RoomId): typeof rooms.$inferSelect | undefined {
  return roomOf(db).get({ id });
}

const roomOf = preparedOnce(({ orm }) =>
  orm
    .select()
    .from(rooms)
    .where(eq(rooms.id, sql.placeholder('id')))
    .prepare(),
);

export function roomByName(db: HubDatabase, name: string): typeof rooms.$inferSelect | undefined {
  return db.orm.select().from(rooms).where(eq(rooms.name, name)).get();
}

export function addRoom(db: HubDatabase, room: typeof rooms.$inferSelect): void {
  db.transaction(() => {
    db.orm.insert(rooms).values(room).run();
    db.bumpDataVersion();
  });
}

export type SectionRow = {
  readonly id: SectionId;
  readonly name: string;
  readonly courseCode: string;
  readonly courseTitle: string;
  readonly term: { readonly title: string; readonly startsOn: string; readonly endsOn: string } | null;
  readonly removedAt: EpochMs | null;
};

/** All sections with their course and term, by course and name. */
export function allSections(db: HubDatabase): readonly SectionRow[] {
  return db.orm
    .select()
    .from(sections)
    .innerJoin(courses, eq(courses.id, sections.courseId))
    .leftJoin(terms, eq(terms.id, sections.termId))
    .orderBy(asc(courses.code), asc(sections.name))
    .all()
    .map((row) => ({
      id: row.sections.id,
      name: row.sections.name,
      courseCode: row.courses.code,
      courseTitle: row.courses.title,
      term: row.terms,
      removedAt: row.sections.removedAt,
    }));
}

export function sectionById(db: HubDatabase, id: SectionId): SectionRow | undefined {
  return allSections(db).find((section) => section.id === id);
}
