import type { CourseId, EpochMs, PersonId, RoomId, SectionId } from '#domain/ids.ts';
import { expandTimetable } from '#domain/timetable/expand.ts';
import type { HubParts } from '../hub-parts.ts';
import { campusTimes } from '../registers/campus-times.ts';
import { addRoom, changeInstitution, institutionOf } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { courses, enrolments, holidays, sections, slots, terms } from '../store/schema.ts';
import { refreshOccurrences } from '../timetable/refresh-occurrences.ts';
import { addDemoPeople } from './add-people.ts';
import { dayAfter, minutesOf, timeOf, weekdayOf } from './calendar.ts';
import type { HashedSecrets } from './demo-accounts.ts';
import { COURSES, ROOMS, SECTIONS, studentsIn } from './demo-campus.ts';
import { demoId } from './demo-draws.ts';
import { CLASS_MINUTES, demoWeek } from './demo-week.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The term has been on for five weeks, so that there is something to count, and goes on for twelve. */
const DAYS_BEHIND = 35;
const DAYS_AHEAD = 84;
const HOLIDAY_IN_DAYS = 17;

/** Two who didn't sit there all term: places in the list of students. */
const CAME_LATE = 17;
const LEFT = 18;

type Parts = Pick<HubParts, 'db' | 'keys'>;

/** The whole demo campus but its past, in the caller's transaction. A class begins at this very minute. */
export function addDemoCampus({ db, keys }: Parts, seed: number, secrets: HashedSecrets, now: EpochMs): void {
  changeInstitution(db, { name: 'Harbour University (demo)', timeZone: timeZoneThatKnows(db, now) });
  for (const name of ROOMS) addRoom(db, { id: demoId<RoomId>(seed, `room/${name}`), name });
  addDemoPeople({ db, keys }, seed, secrets, now);
  const today = campusTimes(institutionOf(db).timeZone).day(now);
  addCourses(db, seed, today);
  addEnrolments(db, seed, now);
  addTimetable(db, seed, now);
  refreshOccurrences(db, now);
  db.bumpDataVersion();
}

function addCourses(db: HubDatabase, seed: number, today: string): void {
  const termId = demoId(seed, 'term');
  const [startsOn, endsOn] = [dayAfter(today, -DAYS_BEHIND), dayAfter(today, DAYS_AHEAD)];
  db.orm
    .insert(terms)
    .values({ id: termId, sourcedId: 'demo-term', title: 'This term', startsOn, endsOn })
    .run();
  for (const { code, title } of COURSES) {
    const id = demoId<CourseId>(seed, `course/${code}`);
    db.orm
      .insert(courses)
      .values({ id, sourcedId: `demo-${code}`, code, title })
      .run();
  }
  for (const { key, course, name } of SECTIONS) {
    const id = demoId<SectionId>(seed, `section/${key}`);
    const courseId = demoId<CourseId>(seed, `course/${course}`);
    db.orm
      .insert(sections)
      .values({ id, sourcedId: `demo-${key}`, courseId, termId, name })
      .run();
  }
}

function addEnrolments(db: HubDatabase, seed: number, now: EpochMs): void {
  const start = (now - (DAYS_BEHIND + 1) * DAY_MS) as EpochMs;
  for (const section of SECTIONS) {
    const sectionId = demoId<SectionId>(seed, `section/${section.key}`);
    const add = (person: string, row: Partial<typeof enrolments.$inferInsert>) => {
      const id = demoId(seed, `enrolment/${section.key}/${person}`);
      const personId = demoId<PersonId>(seed, person);
      db.orm
        .insert(enrolments)
        .values({
          id,
          sourcedId: `demo-${section.key}-${person}`,
          sectionId,
          personId,
          role: 'student',
          from: start,
          ...row,
        })
        .run();
    };
    section.teachers.forEach((username, place) => {
      add(`faculty/${username}`, { role: 'teacher', main: place === 0 });
    });
    for (const place of studentsIn(section)) add(`student/${place}`, datesOf(place, now));
  }
}

function datesOf(place: number, now: EpochMs): Partial<typeof enrolments.$inferInsert> {
  if (place === CAME_LATE) return { from: (now - 23 * DAY_MS) as EpochMs };
  return place === LEFT ? { to: (now - 9 * DAY_MS) as EpochMs } : {};
}

function addTimetable(db: HubDatabase, seed: number, now: EpochMs): void {
  const { day, time } = campusTimes(institutionOf(db).timeZone);
  const today = day(now);
  demoWeek(today, time(now, 'minute')).forEach(({ section, room, ...weekly }, place) => {
    const row = {
      ...weekly,
      id: demoId(seed, `slot/${place}`),
      sourcedId: `demo-slot-${place}`,
      sectionId: demoId<SectionId>(seed, `section/${section}`),
      roomId: demoId<RoomId>(seed, `room/${room}`),
      validFrom: dayAfter(today, -DAYS_BEHIND),
      validTo: dayAfter(today, DAYS_AHEAD),
    };
    db.orm.insert(slots).values(row).run();
  });
  db.orm
    .insert(holidays)
    .values({ date: dayAfter(today, HOLIDAY_IN_DAYS), name: 'Founders’ Day' })
    .run();
}

/**
 * The campus's zone if its clocks can say "from now for an hour and a half". Around a clock change they can't: a class planned
 * for the hour that is repeated is held the first time round. The demo has to have a class now, so it takes UTC.
 */
function timeZoneThatKnows(db: HubDatabase, now: EpochMs): string {
  const { timeZone } = institutionOf(db);
  const { day, time } = campusTimes(timeZone);
  const today = day(now);
  const startsAt = time(now, 'minute');
  const slot = {
    ...{ id: '', sectionId: '' as SectionId, roomId: '' as RoomId },
    ...{
      weekday: weekdayOf(today),
      startsAt,
      endsAt: timeOf(minutesOf(startsAt) + CLASS_MINUTES),
      validFrom: today,
      validTo: today,
    },
  };
  const range = { from: today, to: today, holidays: [], changes: [] };
  const [meeting] = expandTimetable({ slots: [slot], timeZone, ...range });
  const begins = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const isAsMeant = meeting?.startsAt === begins && meeting.endsAt === begins + CLASS_MINUTES * MINUTE_MS;
  return isAsMeant ? timeZone : 'UTC';
}
