import type { CourseId, EpochMs, PersonId, SectionId } from '#domain/ids.ts';
import { courses, enrolments, sections, slots } from '../../../../src/hub/server/store/schema.ts';
import { refreshOccurrences } from '../../../../src/hub/server/timetable/refresh-occurrences.ts';
import type { CheckInHub } from './check-in-hub.ts';
import { newId } from './phone.ts';

/** Statistics, in C-110 on Fridays from ten to eleven. */
export function addOtherClass({ parts: { db }, campus, time }: CheckInHub, student: PersonId): void {
  const courseId = newId() as string as CourseId;
  const sectionId = newId() as string as SectionId;
  db.transaction(() => {
    db.orm
      .insert(courses)
      .values({ id: courseId, sourcedId: 'c2', code: 'ST201', title: 'Statistics' })
      .run();
    db.orm.insert(sections).values({ id: sectionId, sourcedId: 's2', courseId, name: 'B' }).run();
    const from = 0 as EpochMs;
    const row = { id: newId(), sectionId, personId: student, role: 'student', from, to: null } as const;
    db.orm.insert(enrolments).values(row).run();
    const times = { weekday: 5, startsAt: '10:00', endsAt: '11:00' };
    const valid = { validFrom: '2026-09-28', validTo: '2026-12-31' };
    db.orm
      .insert(slots)
      .values({ id: newId(), sourcedId: 'slot2', sectionId, roomId: campus.otherRoom, ...times, ...valid })
      .run();
    db.bumpDataVersion();
  });
  refreshOccurrences(db, time.now);
}
