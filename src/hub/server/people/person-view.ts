import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Person, PersonDetail } from '#contracts/hub-api/people.ts';
import type { PersonId, SectionId } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import { standingOf } from '../registers/standings.ts';
import { devices } from '../store/access-schema.ts';
import { sectionById } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { cardsOf, type PersonRow, personById, rolesOf, sectionsOfPerson } from '../store/people-store.ts';
import { pins } from '../store/schema.ts';
import type { UserRow } from '../store/user-store.ts';
import { usesBadges } from './badges.ts';
import { fingersOf } from './fingers.ts';
import { givenOutAt } from './kiosk-cards.ts';

type Parts = Pick<HubParts, 'db' | 'registers' | 'clock'>;

/** A person whom this user may look up: admins everybody, faculty themselves and the students of their sections. */
export function personFor(
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
  user: UserRow,
  id: PersonId,
): PersonRow {
  const person = personById(db, id);
  if (person === undefined) throw new ApiFailure('person-not-found');
  if (user.role === 'admin' || user.personId === id) return person;
  const taught = sectionsTaughtBy({ db, clock }, user);
  const learns = sectionsOfPerson(db, id, 'student', clock.now()).some((section) => taught.includes(section));
  if (!learns) throw new ApiFailure('forbidden', 'This person is in none of your classes.');
  return person;
}

export function sectionsTaughtBy(
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
  { personId }: UserRow,
): readonly SectionId[] {
  return personId === null ? [] : sectionsOfPerson(db, personId, 'teacher', clock.now());
}

export function personView(db: HubDatabase, { id, name, studentNumber }: PersonRow): Person {
  return { id, name, studentNumber, roles: [...rolesOf(db, id)] };
}

/** Everything the console shows of one person. Of a student, a teacher sees only the sections they teach. */
export function personDetail(parts: Parts, user: UserRow, person: PersonRow): PersonDetail {
  const { db } = parts;
  const device = db.orm
    .select()
    .from(devices)
    .where(and(eq(devices.personId, person.id), isNull(devices.replacedAt)))
    .orderBy(desc(devices.boundAt))
    .get();
  return {
    person: personView(db, person),
    email: person.email,
    cards: cardsOf(db, person.id).map((card) => ({
      ...{ id: card.id, lastDigits: card.lastDigits, from: card.from },
      given: givenOutAt(db, card),
    })),
    fingers: [...fingersOf(db, person.id)],
    hasPin: db.orm.select().from(pins).where(eq(pins.personId, person.id)).get() !== undefined,
    mayHaveBadge: usesBadges(db) && rolesOf(db, person.id).includes('student'),
    phone: device === undefined ? null : { boundAt: device.boundAt, confirmed: device.confirmedAt !== null },
    sections: [
      ...sectionLines(parts, user, person.id, 'student'),
      ...sectionLines(parts, user, person.id, 'teacher'),
    ],
  };
}

function sectionLines(
  parts: Parts,
  user: UserRow,
  personId: PersonId,
  role: 'student' | 'teacher',
): PersonDetail['sections'] {
  const { db, clock } = parts;
  const seesAll = user.role === 'admin' || user.personId === personId;
  const taught = sectionsTaughtBy(parts, user);
  return sectionsOfPerson(db, personId, role, clock.now())
    .filter((sectionId) => seesAll || taught.includes(sectionId))
    .flatMap((sectionId) => {
      const section = sectionById(db, sectionId);
      if (section === undefined) return [];
      const { courseCode, courseTitle, name } = section;
      const standing = role === 'student' ? (standingOf(parts, personId, sectionId) ?? null) : null;
      return [{ sectionId, courseCode, courseTitle, name, role, standing }];
    });
}
