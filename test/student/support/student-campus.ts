import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type {
  CourseId,
  EpochMs,
  KioskNumber,
  OpeningNumber,
  PersonId,
  RoomId,
  SectionId,
  SessionId,
} from '#domain/ids.ts';
import { HUB_ORIGIN } from '#domain/ids.ts';
import { roomCodeText } from '#domain/room-code/room-code-text.ts';
import { makeRoomCode } from '#domain/room-code/room-code-token.ts';
import { STEP_MS, stepAt } from '#domain/room-code/step.ts';
import { typedCode, typedWindowAt } from '#domain/room-code/typed-code.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubParts } from '../../../src/hub/server/hub-parts.ts';
import { issueSignInCode } from '../../../src/hub/server/people/person-secrets.ts';
import { changeInstitution } from '../../../src/hub/server/store/campus-store.ts';
import { addKiosk, secretsOf } from '../../../src/hub/server/store/kiosk-store.ts';
import { occurrencesIn } from '../../../src/hub/server/store/occurrence-store.ts';
import { addPerson } from '../../../src/hub/server/store/people-store.ts';
import { courses, enrolments, rooms, sections, slots } from '../../../src/hub/server/store/schema.ts';
import { refreshOccurrences } from '../../../src/hub/server/timetable/refresh-occurrences.ts';
import { HOUR, ManualTime, MINUTE } from '../../hub/support/manual-time.ts';
import { startTestHub, type TestHub } from '../../hub/support/test-hub.ts';

const WEEK = 7 * 24 * HOUR;
const WEEKS = 7;

/** Friday 20 November 2026, 09:12:40 in Prague: class began at nine. */
const NOW = Date.parse('2026-11-20T08:12:40Z');

type ClassPlan = {
  readonly code: string;
  readonly title: string;
  readonly section: string;
  readonly teacher: string;
  readonly room: string;
  readonly starts: string;
  readonly ends: string;
  /** Noor's marks so far, one a week. */
  readonly past: string;
};

const CLASSES: readonly ClassPlan[] = [
  {
    ...{ code: 'MA201', title: 'Linear Algebra II', section: 'B', teacher: 'Dr. A. Okafor', room: 'B-204' },
    ...{ starts: '09:00', ends: '10:30', past: 'PPLPAPP' },
  },
  {
    ...{ code: 'PH210', title: 'Thermodynamics', section: 'A', teacher: 'Prof. L. Brandt', room: 'C-110' },
    ...{ starts: '11:00', ends: '12:30', past: 'PPPPPPP' },
  },
  {
    ...{ code: 'EN105', title: 'Academic English', section: '3', teacher: 'M. Sato', room: 'A-012' },
    ...{ starts: '14:00', ends: '15:30', past: 'APPAPAP' },
  },
];

/** A real hub with one student whose term is seven weeks old, seen on a Friday morning. */
export type StudentCampus = {
  readonly test: TestHub;
  readonly url: string;
  readonly parts: HubParts;
  readonly noor: PersonId;
  /** Enrolled in Thermodynamics alone. */
  readonly theo: PersonId;
  /** By start. */
  readonly today: readonly Occurrence[];
  readonly signInCode: (person: PersonId) => string;
  /** Opens one of today's classes at the hub's own display. */
  readonly open: (occurrence: Occurrence) => OpeningNumber;
  readonly codeShown: (opening: OpeningNumber, stepsAway?: number) => string;
  readonly digitsShown: (opening: OpeningNumber) => string;
  /** What the display of a kiosk shows that opened something while it was offline. */
  readonly codeOfOfflineKiosk: () => string;
};

export async function startStudentCampus(): Promise<StudentCampus> {
  const time = new ManualTime(NOW - WEEKS * WEEK - 2 * HOUR);
  const test = await startTestHub({}, { time });
  const { parts } = test.hub;
  const { noor, theo, kiosk } = addCampus(parts);
  livePast(test, noor);
  time.pass(NOW - time.now);
  const today = occurrencesIn(parts.db, {
    from: (NOW - HOUR) as EpochMs,
    to: (NOW + 8 * HOUR) as EpochMs,
  });
  const place = (number: OpeningNumber, origin: KioskNumber = HUB_ORIGIN) => {
    const secret = secretsOf(parts.db, origin)[0]?.secret ?? new Uint8Array();
    return { secret, tenant: parts.institutionId, kiosk: origin, opening: number };
  };
  const textOf = (where: ReturnType<typeof place>, stepsAway = 0) => {
    const step = stepAt(time.now, STEP_MS) + stepsAway;
    const token = makeRoomCode({ ...where, step, screen: 1 });
    return roomCodeText({ scheme: 'http', host: new URL(test.hub.localUrl).host, token });
  };
  return {
    ...{ test, parts, noor, theo, today },
    url: test.hub.localUrl,
    signInCode: (person) => issueSignInCode(parts, person, 60).code,
    open: (occurrence) => openAtHub(parts, occurrence),
    codeShown: (opening, stepsAway) => textOf(place(opening), stepsAway),
    digitsShown: (opening) => typedCode({ ...place(opening), window10s: typedWindowAt(time.now) }),
    codeOfOfflineKiosk: () => textOf(place(1 as OpeningNumber, kiosk)),
  };
}

function addCampus(parts: HubParts) {
  const { db, clock } = parts;
  changeInstitution(db, { name: 'Northfield University', timeZone: 'Europe/Prague' });
  const noor = addStudent(parts, 'Noor', 'Haddad', '4021187');
  const theo = addStudent(parts, 'Theo', 'Lindqvist', '4021203');
  const roomIds = CLASSES.map((plan, index) => addClass(parts, plan, index === 1 ? [noor, theo] : [noor]));
  refreshOccurrences(db, clock.now());
  const [roomId] = roomIds;
  if (roomId === undefined) throw new Error('the campus has no room');
  const row = { roomId, name: 'Door', publicKey: randomBytes(32), at: clock.now() };
  const kiosk = addKiosk(db, row, { bytes: randomBytes(32), stepMs: STEP_MS });
  return { noor, theo, kiosk };
}

function addStudent(
  { db }: HubParts,
  givenName: string,
  familyName: string,
  studentNumber: string,
): PersonId {
  const id = newId<PersonId>();
  addPerson(db, { id, givenName, familyName, name: `${givenName} ${familyName}`, studentNumber }, [
    'student',
  ]);
  return id;
}

function addClass({ db }: HubParts, plan: ClassPlan, students: readonly PersonId[]): RoomId {
  const ids = { course: newId<CourseId>(), section: newId<SectionId>(), room: newId<RoomId>() };
  const teacher = newId<PersonId>();
  const name = plan.teacher;
  addPerson(db, { id: teacher, givenName: '', familyName: name, name, studentNumber: null }, ['faculty']);
  db.transaction(() => {
    const { code, title, section } = plan;
    db.orm.insert(rooms).values({ id: ids.room, name: plan.room }).run();
    db.orm.insert(courses).values({ id: ids.course, sourcedId: code, code, title }).run();
    db.orm
      .insert(sections)
      .values({ id: ids.section, sourcedId: code, courseId: ids.course, name: section })
      .run();
    const enrol = (personId: PersonId, role: 'student' | 'teacher') => {
      const row = {
        id: newId<string>(),
        sectionId: ids.section,
        personId,
        role,
        main: true,
        from: 0 as EpochMs,
      };
      db.orm.insert(enrolments).values(row).run();
    };
    enrol(teacher, 'teacher');
    for (const student of students) enrol(student, 'student');
    const times = { weekday: 5, startsAt: plan.starts, endsAt: plan.ends };
    const valid = { validFrom: '2026-10-02', validTo: '2026-12-18' };
    const where = { sectionId: ids.section, roomId: ids.room };
    db.orm
      .insert(slots)
      .values({ id: newId<string>(), sourcedId: code, ...where, ...times, ...valid })
      .run();
    db.bumpDataVersion();
  });
  return ids.room;
}

/** Seven weeks of classes, opened and marked as they came, each sealed before the next. */
function livePast({ hub: { parts }, time }: TestHub, noor: PersonId): void {
  for (let week = 0; week < WEEKS; week++) {
    const day = occurrencesIn(parts.db, { from: time.now, to: (time.now + 12 * HOUR) as EpochMs });
    for (const occurrence of day) {
      time.pass(occurrence.startsAt + 2 * MINUTE - time.now);
      openAtHub(parts, occurrence);
      const mark = CLASSES.find(({ code }) => code === occurrence.courseCode)?.past[week];
      if (mark !== 'A') setMark(parts, occurrence.sessionId, noor, mark === 'L' ? 'L' : 'P');
    }
    // A second time, so that what closed is sealed by the job that runs after it.
    time.pass(12 * HOUR);
    time.pass(NOW - (WEEKS - 1 - week) * WEEK - 2 * HOUR - time.now);
  }
}

function setMark({ ledger }: HubParts, sessionId: SessionId, personId: PersonId, status: 'P' | 'L'): void {
  ledger.append('mark-set', {
    ...{ sessionId, personId, status, reason: 'seen-in-class', note: null, supersedes: null },
    by: personId,
  });
}

function openAtHub({ ledger }: HubParts, { sessionId, faculty }: Occurrence): OpeningNumber {
  const number = ledger.nextOpeningNumber();
  const by = faculty[0] ?? null;
  ledger.append('opening-started', { sessionId, number, by, method: 'console', adHoc: null });
  return number;
}

function newId<T extends string>(): T {
  return uuidV7(Date.now(), randomBytes(10)) as T;
}
