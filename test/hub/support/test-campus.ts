import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { CourseId, EpochMs, PersonId, RoomId, SectionId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubParts } from '../../../src/hub/server/hub-parts.ts';
import { giveCard } from '../../../src/hub/server/people/cards.ts';
import { changeInstitution } from '../../../src/hub/server/store/campus-store.ts';
import { occurrencesIn } from '../../../src/hub/server/store/occurrence-store.ts';
import { addPerson } from '../../../src/hub/server/store/people-store.ts';
import { courses, enrolments, rooms, sections, slots, terms } from '../../../src/hub/server/store/schema.ts';
import { refreshOccurrences } from '../../../src/hub/server/timetable/refresh-occurrences.ts';

const id = <T extends string>() => uuidV7(Date.now(), randomBytes(10)) as T;

/** One course with one section of three students, taught by Mara in B-204 on Fridays from 09:00 to 10:30. */
export type TestCampus = {
  readonly room: RoomId;
  readonly otherRoom: RoomId;
  readonly section: SectionId;
  readonly mara: PersonId;
  readonly otto: PersonId;
  readonly students: { readonly ana: PersonId; readonly ben: PersonId; readonly chen: PersonId };
  /** In no class. */
  readonly stranger: PersonId;
  /** The meeting on Friday 20 November. */
  readonly friday: Occurrence;
};

export const CARDS = { ana: 'em:00000A01', ben: 'em:00000A02', stranger: 'em:00000A09' } as const;

export function addTestCampus(parts: HubParts): TestCampus {
  const { db, clock } = parts;
  // The end of a room's id decides at which moment of the hour its documents are made anew: here at the full hour.
  const room = '01a1f942-edfb-7db1-b916-cb46cd000000' as RoomId;
  const otherRoom = '01a1f942-edfb-7db1-b916-cb46ce000000' as RoomId;
  const term = id<string>();
  const course = id<CourseId>();
  const section = id<SectionId>();
  const person = (
    givenName: string,
    familyName: string,
    number: string | null,
    role: 'student' | 'faculty',
  ) => {
    const personId = id<PersonId>();
    const name = `${givenName} ${familyName}`;
    addPerson(db, { id: personId, givenName, familyName, name, studentNumber: number }, [role]);
    return personId;
  };
  changeInstitution(db, { name: 'Test University', timeZone: 'Europe/Prague' });
  const people = db.transaction(() => {
    db.orm
      .insert(rooms)
      .values([
        { id: room, name: 'B-204' },
        { id: otherRoom, name: 'C-110' },
      ])
      .run();
    db.orm
      .insert(terms)
      .values({ id: term, sourcedId: 't1', title: 'Autumn', startsOn: '2026-09-28', endsOn: '2026-12-31' })
      .run();
    db.orm.insert(courses).values({ id: course, sourcedId: 'c1', code: 'CS101', title: 'Algorithms' }).run();
    db.orm
      .insert(sections)
      .values({ id: section, sourcedId: 's1', courseId: course, termId: term, name: 'A' })
      .run();
    const made = {
      mara: person('Mara', 'Novak', null, 'faculty'),
      otto: person('Otto', 'Berg', null, 'faculty'),
      ana: person('Ana', 'Álvarez', 'S-1', 'student'),
      ben: person('Ben', 'Okafor', 'S-2', 'student'),
      chen: person('Chen', 'Li', 'S-3', 'student'),
      stranger: person('Sam', 'Stranger', 'S-9', 'student'),
    };
    const from = 0 as EpochMs;
    const enrol = (personId: PersonId, role: 'student' | 'teacher') =>
      db.orm
        .insert(enrolments)
        .values({
          id: id<string>(),
          sectionId: section,
          personId,
          role,
          main: role === 'teacher',
          from,
          to: null,
        })
        .run();
    enrol(made.mara, 'teacher');
    enrol(made.ana, 'student');
    enrol(made.ben, 'student');
    enrol(made.chen, 'student');
    db.orm
      .insert(slots)
      .values({
        id: id<string>(),
        sourcedId: 'slot1',
        sectionId: section,
        roomId: room,
        weekday: 5,
        startsAt: '09:00',
        endsAt: '10:30',
        validFrom: '2026-09-28',
        validTo: '2026-12-31',
      })
      .run();
    db.bumpDataVersion();
    return made;
  });
  giveCard(parts, people.ana, CARDS.ana);
  giveCard(parts, people.ben, CARDS.ben);
  giveCard(parts, people.stranger, CARDS.stranger);
  refreshOccurrences(db, clock.now());
  const day = { from: clock.now(), to: (clock.now() + 3_600_000) as EpochMs };
  const friday = occurrencesIn(db, day)[0];
  if (friday === undefined) throw new Error('the timetable made no meeting on Friday');
  const { mara, otto, stranger, ana, ben, chen } = people;
  return { room, otherRoom, section, mara, otto, stranger, friday, students: { ana, ben, chen } };
}
