import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { CourseId, EpochMs, KioskNumber, PersonId, RoomId, SectionId, SessionId } from '#domain/ids.ts';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import { signingKeyIn } from '#platform/signing-key.ts';
import { assembleParts } from '../../../src/hub/server/assemble-parts.ts';
import { openHubKeys } from '../../../src/hub/server/hub-keys.ts';
import type { HubParts } from '../../../src/hub/server/hub-parts.ts';
import { createEnrolmentCode, enrolKiosk } from '../../../src/hub/server/kiosks/enrol-kiosk.ts';
import { giveCard } from '../../../src/hub/server/people/cards.ts';
import { issueSignInCode } from '../../../src/hub/server/people/person-secrets.ts';
import { HubSettingsSchema } from '../../../src/hub/server/settings.ts';
import { changeInstitution } from '../../../src/hub/server/store/campus-store.ts';
import { occurrencesIn } from '../../../src/hub/server/store/occurrence-store.ts';
import { openHubDatabase } from '../../../src/hub/server/store/open-hub-database.ts';
import { addPerson } from '../../../src/hub/server/store/people-store.ts';
import { courses, enrolments, rooms, sections, slots, terms } from '../../../src/hub/server/store/schema.ts';
import { systemClock } from '../../../src/hub/server/system-clock.ts';
import { refreshOccurrences } from '../../../src/hub/server/timetable/refresh-occurrences.ts';
import { keepEnrolment } from '../../../src/kiosk/engine/enrolment/enrolment.ts';

const STUDENTS = 24;
/** Of each class, these come by phone as well. */
const PHONES = 2;
const HOUR_MS = 3_600_000;

export type Student = { readonly id: PersonId; readonly number: string; readonly signInCode: string };

/** A room in which a class began a minute ago, and its kiosk. */
export type Room = {
  readonly kiosk: KioskNumber;
  readonly data: string;
  readonly sessionId: SessionId;
  readonly teachersCard: string;
  readonly cards: readonly string[];
  readonly students: readonly PersonId[];
  readonly phones: readonly Student[];
};

export type ChaosCampus = {
  readonly hubData: string;
  readonly backups: string;
  readonly rooms: readonly Room[];
};

type Wanted = {
  readonly folder: string;
  readonly hubPort: number;
  /** One for each room: where its kiosk finds the hub. */
  readonly linePorts: readonly number[];
};

/** Furnishes the folders of a hub and of its kiosks, all enrolled; no program runs yet. */
export function furnishCampus({ folder, hubPort, linePorts }: Wanted): ChaosCampus {
  const hubData = join(folder, 'hub-data');
  mkdirSync(hubData);
  const keys = openHubKeys(hubData, randomBytes);
  const database = openHubDatabase(hubData);
  if (!keys.ok || !database.ok) throw new Error('the hub could not be furnished');
  const db = database.value;
  const url = `http://127.0.0.1:${hubPort}`;
  const { parts } = assembleParts({
    settings: { ...HubSettingsSchema.parse({}), data: hubData },
    ...{ db, keys: keys.value, clock: systemClock(), log: createLog({ level: 'silent' }) },
    address: () => ({ url, host: `127.0.0.1:${hubPort}`, secure: false }),
  });
  const classes = db.transaction(() => addClasses(parts, linePorts.length));
  refreshOccurrences(db, parts.clock.now());
  const made = linePorts.map((port, place) => furnishRoom(parts, classes[place], { folder, place, port }));
  db.close();
  return { hubData, backups: join(folder, 'backups'), rooms: made };
}

type Class = {
  readonly room: RoomId;
  readonly teachersCard: string;
  readonly cards: readonly string[];
  readonly students: readonly { readonly id: PersonId; readonly number: string }[];
};

const id = <T extends string>() => uuidV7(Date.now(), randomBytes(10)) as T;

function addClasses(parts: HubParts, count: number): readonly Class[] {
  const { db, clock } = parts;
  const time = aroundNoon(clock.now());
  changeInstitution(db, { name: 'Chaos University', timeZone: time.zone });
  const term = id<string>();
  const year = { startsOn: `${time.date.slice(0, 4)}-01-01`, endsOn: `${time.date.slice(0, 4)}-12-31` };
  db.orm
    .insert(terms)
    .values({ id: term, sourcedId: 'term', title: 'Year', ...year })
    .run();
  const classes = Array.from({ length: count }, (_, place) => addClass(parts, { place, term, time, year }));
  db.bumpDataVersion();
  return classes;
}

type AroundNoon = ReturnType<typeof aroundNoon>;

/** A zone in which it is about noon, so that no class crosses midnight, and the times of a class that began a minute ago. */
function aroundNoon(now: EpochMs) {
  const west = new Date(now).getUTCHours() - 12;
  // "Etc/GMT+4" is four hours west of Greenwich.
  const zone = west === 0 ? 'Etc/GMT' : `Etc/GMT${west > 0 ? '+' : '-'}${Math.abs(west)}`;
  const local = (ms: number) => new Date(ms - west * HOUR_MS).toISOString();
  return {
    zone,
    date: local(now).slice(0, 10),
    weekday: ((new Date(now - west * HOUR_MS).getUTCDay() + 6) % 7) + 1,
    startsAt: local(now - 60_000).slice(11, 16),
    endsAt: local(now + 6 * HOUR_MS).slice(11, 16),
  };
}

type ClassToAdd = {
  readonly place: number;
  readonly term: string;
  readonly time: AroundNoon;
  readonly year: { readonly startsOn: string; readonly endsOn: string };
};

function addClass(parts: HubParts, { place, term, time, year }: ClassToAdd): Class {
  const { orm } = parts.db;
  const [room, courseId, sectionId] = [id<RoomId>(), id<CourseId>(), id<SectionId>()];
  const sourcedId = `class-${place}`;
  orm
    .insert(rooms)
    .values({ id: room, name: `R-${place + 1}` })
    .run();
  orm
    .insert(courses)
    .values({ id: courseId, sourcedId, code: `C${place}`, title: 'Chaos' })
    .run();
  orm.insert(sections).values({ id: sectionId, sourcedId, courseId, termId: term, name: 'A' }).run();
  orm
    .insert(slots)
    .values({
      ...{ id: id<string>(), sourcedId, sectionId, roomId: room, weekday: time.weekday },
      ...{ startsAt: time.startsAt, endsAt: time.endsAt, validFrom: year.startsOn, validTo: year.endsOn },
    })
    .run();
  const card = (n: number) => `em:${(0x1000 * (place + 1) + n).toString(16).toUpperCase().padStart(8, '0')}`;
  const join = (n: number, role: 'student' | 'teacher') => {
    const personId = addMember(parts, { sectionId, role, number: `S-${place}-${n}` });
    giveCard(parts, personId, card(n));
    return personId;
  };
  join(0, 'teacher');
  const numbers = Array.from({ length: STUDENTS }, (_, index) => index + 1);
  const students = numbers.map((n) => ({ id: join(n, 'student'), number: `S-${place}-${n}` }));
  return { room, teachersCard: card(0), cards: numbers.map(card), students };
}

type Member = {
  readonly sectionId: SectionId;
  readonly role: 'student' | 'teacher';
  readonly number: string;
};

function addMember({ db }: HubParts, { sectionId, role, number }: Member): PersonId {
  const personId = id<PersonId>();
  const isStudent = role === 'student';
  const names = { givenName: 'Person', familyName: number, name: `Person ${number}` };
  addPerson(db, { id: personId, ...names, studentNumber: isStudent ? number : null }, [
    isStudent ? 'student' : 'faculty',
  ]);
  const row = { id: id<string>(), sectionId, personId, role, main: !isStudent, from: 0 as EpochMs, to: null };
  db.orm.insert(enrolments).values(row).run();
  return personId;
}

type RoomToFurnish = { readonly folder: string; readonly place: number; readonly port: number };

function furnishRoom(parts: HubParts, made: Class | undefined, { folder, place, port }: RoomToFurnish): Room {
  if (made === undefined) throw new Error('a room without a class');
  const data = join(folder, `kiosk-${place + 1}`);
  mkdirSync(join(data, 'kiosk'), { recursive: true });
  const keys = KeyStore.open({ path: join(data, 'kiosk', 'keys.json') });
  if (!keys.ok) throw new Error(keys.error.text);
  const { code } = createEnrolmentCode(parts, { roomId: made.room, name: 'Door' });
  const { publicKey } = signingKeyIn(keys.value, 'device-key');
  const answer = enrolKiosk(parts, { code, publicKey });
  // The kiosk reaches the hub through a line that can be cut.
  const syncUrl = `ws://127.0.0.1:${port}${SYNC_PATH}`;
  const { kiosk } = keepEnrolment(keys.value, parts.address().url, { ...answer, syncUrl });
  const now = parts.clock.now();
  const day = { from: (now - HOUR_MS) as EpochMs, to: (now + HOUR_MS) as EpochMs };
  const sessionId = occurrencesIn(parts.db, day).find(({ roomId }) => roomId === made.room)?.sessionId;
  if (sessionId === undefined) throw new Error('the timetable made no class');
  const { teachersCard, cards, students } = made;
  const phones = students.slice(0, PHONES).map(({ id: personId, number }) => {
    return { id: personId, number, signInCode: issueSignInCode(parts, personId, 600).code };
  });
  return { kiosk, data, sessionId, teachersCard, cards, students: students.map((one) => one.id), phones };
}
