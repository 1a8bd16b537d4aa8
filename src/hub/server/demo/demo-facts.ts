import { eq, isNull } from 'drizzle-orm';
import type { DemoFacts } from '#contracts/process-messages.ts';
import type { EpochMs, PersonId, RoomId, SectionId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { isPassword } from '../auth/passwords.ts';
import type { HubParts } from '../hub-parts.ts';
import { createEnrolmentCode } from '../kiosks/enrol-kiosk.ts';
import { issueSignInCode } from '../people/person-secrets.ts';
import { campusTimes } from '../registers/campus-times.ts';
import { institutionOf } from '../store/campus-store.ts';
import { kiosksInRoom } from '../store/kiosk-store.ts';
import { occurrencesIn } from '../store/occurrence-store.ts';
import { isEnrolled, namesOf, personById } from '../store/people-store.ts';
import { credentials, pins } from '../store/schema.ts';
import { userByName } from '../store/user-store.ts';
import { cardsByPerson } from './add-people.ts';
import { ADMIN_USERNAME, adminAccount, type DemoAccount } from './demo-accounts.ts';
import { DEMO_ROOM, FACULTY } from './demo-campus.ts';
import { demoId, demoPassword, demoPin } from './demo-draws.ts';
import { STUDENT_NAMES } from './demo-names.ts';
import type { DemoState } from './demo-state.ts';

const CODE_MINUTES = 24 * 60;
const STUDENTS_TOLD = 8;
const HOURS_12_MS = 12 * 3_600_000;

/** In the place of a password or PIN that is no longer what the demo made it. */
const CHANGED = '(as you changed it)';

type Parts = Pick<HubParts, 'db' | 'keys' | 'clock' | 'settings'>;
type Told = {
  readonly parts: Parts;
  readonly demo: DemoState;
  readonly classNow: Occurrence;
  readonly now: EpochMs;
};

/** What to print for whoever started the demo. Codes are new at every start. */
export async function demoFacts(told: Told): Promise<DemoFacts> {
  const { parts, demo, classNow } = told;
  const { db } = parts;
  const { name, timeZone } = institutionOf(db);
  const { time } = campusTimes(timeZone);
  const hours = `${time(classNow.startsAt, 'minute')}–${time(classNow.endsAt, 'minute')}`;
  return {
    institution: name,
    room: DEMO_ROOM,
    classNow: `${classNow.courseCode} ${classNow.courseTitle}, ${classNow.sectionName}, ${hours}`,
    admin: await adminFacts(told),
    faculty: await facultyFacts(told),
    students: studentFacts(told),
    strangerCard: strangerCard(told),
    enrolCode: enrolCode(parts, demo.seed),
  };
}

async function adminFacts({ parts, demo }: Told): Promise<DemoFacts['admin']> {
  const isStillDemo = hasDemoPin(parts, demo, demoId<PersonId>(demo.seed, 'admin'));
  const pin = isStillDemo ? demoPin(parts.keys.sealing, ADMIN_USERNAME) : null;
  return { ...(await stillTrue(parts.db, adminAccount(parts))), pin };
}

async function facultyFacts({ parts, demo, classNow }: Told): Promise<DemoFacts['faculty']> {
  const { db, keys } = parts;
  const cards = cardsByPerson(demo.seed);
  const place = (id: PersonId) =>
    classNow.faculty.includes(id) ? classNow.faculty.indexOf(id) : FACULTY.length;
  const there = FACULTY.map((teacher) => ({
    ...teacher,
    id: demoId<PersonId>(demo.seed, `faculty/${teacher.username}`),
  }))
    .filter(({ id }) => personById(db, id)?.removedAt === null)
    .toSorted((a, b) => place(a.id) - place(b.id));
  return await Promise.all(
    there.map(async ({ id, name, username }) => ({
      name,
      ...(await stillTrue(db, { username, password: demoPassword(keys.sealing, username) })),
      pin: hasDemoPin(parts, demo, id) ? demoPin(keys.sealing, username) : CHANGED,
      card: cards.get(id) ?? '',
    })),
  );
}

async function stillTrue(db: Parts['db'], { username, password }: DemoAccount): Promise<DemoAccount> {
  const user = userByName(db, username);
  const isStill = user !== undefined && (await isPassword(user.password, password));
  return { username, password: isStill ? password : CHANGED };
}

function hasDemoPin({ db }: Parts, { seededAt }: DemoState, personId: PersonId): boolean {
  return db.orm.select().from(pins).where(eq(pins.personId, personId)).get()?.setAt === seededAt;
}

function studentFacts({ parts, demo, classNow, now }: Told): DemoFacts['students'] {
  const { db } = parts;
  const inClass = studentsWithCards(parts, demo)
    .filter(({ personId }) => isEnrolled(db, classNow.sectionId, personId, now))
    .slice(0, STUDENTS_TOLD);
  const names = namesOf(
    db,
    inClass.map(({ personId }) => personId),
  );
  return inClass.map(({ personId, card }) => ({
    name: names.get(personId)?.name ?? '',
    studentNumber: names.get(personId)?.studentNumber ?? '',
    signInCode: issueSignInCode(parts, personId, CODE_MINUTES).code,
    card,
  }));
}

/** Of somebody who isn't in this class; best of all one whose class is on in another room. */
function strangerCard({ parts, demo, classNow, now }: Told): string {
  const { db } = parts;
  const elsewhere = sectionsElsewhere(db, classNow, now);
  const strangers = studentsWithCards(parts, demo).filter(
    ({ personId }) => !isEnrolled(db, classNow.sectionId, personId, now),
  );
  const expected = strangers.find(({ personId }) =>
    elsewhere.some((sectionId) => isEnrolled(db, sectionId, personId, now)),
  );
  return (expected ?? strangers[0])?.card ?? '';
}

function sectionsElsewhere(db: Parts['db'], classNow: Occurrence, now: EpochMs): readonly SectionId[] {
  return occurrencesIn(db, { from: (now - HOURS_12_MS) as EpochMs, to: now })
    .filter(({ endsAt, cancelled, roomId }) => endsAt > now && !cancelled && roomId !== classNow.roomId)
    .map(({ sectionId }) => sectionId);
}

type CardHolder = { readonly personId: PersonId; readonly card: string };

/** Students who still have the card that the demo gave them. */
function studentsWithCards({ db }: Parts, { seed }: DemoState): readonly CardHolder[] {
  const cards = cardsByPerson(seed);
  const inUse = new Set(
    db.orm
      .select({ id: credentials.id })
      .from(credentials)
      .where(isNull(credentials.to))
      .all()
      .map(({ id }) => id),
  );
  return STUDENT_NAMES.map((_, place) => demoId<PersonId>(seed, `student/${place}`))
    .filter((personId) => inUse.has(demoId(seed, `card/${personId}`)))
    .map((personId) => ({ personId, card: cards.get(personId) ?? '' }));
}

/** For the room's kiosk, unless it has one. */
function enrolCode(parts: Parts, seed: number): string | null {
  const roomId = demoId<RoomId>(seed, `room/${DEMO_ROOM}`);
  if (kiosksInRoom(parts.db, roomId).length > 0) return null;
  return createEnrolmentCode(parts, { roomId, name: `Kiosk ${DEMO_ROOM}` }).code;
}
