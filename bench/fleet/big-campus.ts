import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { uuidV5 } from '#domain/ids/uuid5.ts';
import type {
  CredentialTag,
  EpochMs,
  InstitutionId,
  KioskNumber,
  PersonId,
  RoomId,
  SectionId,
  SessionId,
} from '#domain/ids.ts';
import { openHubKeys } from '../../src/hub/server/hub-keys.ts';
import { prepareInstitution } from '../../src/hub/server/prepare-institution.ts';
import { openHubDatabase } from '../../src/hub/server/store/open-hub-database.ts';

/** Of each room: sections that meet there, students of each, and how many meetings lie behind and ahead. */
const SECTIONS_PER_ROOM = 4;
export const STUDENTS_PER_SECTION = 25;
const STUDENTS_PER_ROOM = 20;
const MEETINGS_BEHIND = 10;
const MEETINGS_AHEAD = 24;
/** Between two meetings in one room: eight a week. */
const MEETING_EVERY_MS = 21 * 3_600_000;
const MEETING_MS = 90 * 60_000;
/** The present meeting began this long ago. */
const BEGAN_MS = 10 * 60_000;

const SPACE = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

/** What a kiosk of the fleet needs to be one. */
export type FleetKey = { readonly kiosk: KioskNumber; readonly pkcs8: string };

export type BigCampus = {
  readonly institutionId: InstitutionId;
  /** Raw Ed25519, base64url. */
  readonly hubKey: string;
  readonly now: EpochMs;
  readonly keys: readonly FleetKey[];
};

/** The session of a room, 0 for the present one, less for those before it. */
export function sessionOf(room: number, meeting: number): SessionId {
  return uuidV5(SPACE, `session ${room} ${meeting}`) as SessionId;
}

/** The n-th of those enrolled in the section that meets then. */
export function studentOf(campus: { readonly rooms: number }, room: number, n: number): PersonId {
  return personId((room * STUDENTS_PER_ROOM + n) % (campus.rooms * STUDENTS_PER_ROOM));
}

/** Makes the data folder of a hub: so many rooms, a kiosk in each, classes in all of them just now. */
export function furnishHub(data: string, rooms: number): BigCampus {
  const now = Date.now() as EpochMs;
  const opened = openHubDatabase(data);
  const keys = openHubKeys(data, randomBytes);
  if (!opened.ok) throw new Error(opened.error);
  if (!keys.ok) throw new Error(keys.error.text);
  const db = opened.value;
  const institutionId = prepareInstitution(db, now);
  const { sqlite } = db;
  const fleet = db.transaction(() => {
    addPeople(sqlite, rooms * STUDENTS_PER_ROOM);
    addRooms(sqlite, rooms, now);
    db.bumpDataVersion();
    return addKiosks(sqlite, rooms, now);
  });
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return { institutionId, hubKey: keys.value.signing.publicKey, now, keys: fleet };
}

function addPeople(sqlite: Database.Database, count: number): void {
  const person = sqlite.prepare(
    'insert into people (id, student_number, given_name, family_name, name) values (?, ?, ?, ?, ?)',
  );
  const role = sqlite.prepare("insert into roles (person_id, role) values (?, 'student')");
  const card = sqlite.prepare(
    "insert into credentials (id, tag, person_id, last_digits, from_at) values (?, ?, ?, '1234', 0)",
  );
  for (let n = 0; n < count; n += 1) {
    person.run(
      personId(n),
      `S-${n}`,
      `Given${n % 700}`,
      `Family${n % 4_000}`,
      `Given${n % 700} Family${n % 4_000}`,
    );
    role.run(personId(n));
    card.run(`card-${n}`, tagOf(n), personId(n));
  }
}

function addRooms(sqlite: Database.Database, rooms: number, now: EpochMs): void {
  const put = {
    room: sqlite.prepare('insert into rooms (id, name) values (?, ?)'),
    course: sqlite.prepare('insert into courses (id, sourced_id, code, title) values (?, ?, ?, ?)'),
    section: sqlite.prepare('insert into sections (id, sourced_id, course_id, name) values (?, ?, ?, ?)'),
    enrolment: sqlite.prepare(
      "insert into enrolments (id, section_id, person_id, role, from_at) values (?, ?, ?, 'student', 0)",
    ),
    meeting: sqlite.prepare(
      `insert into occurrences (session_id, section_id, room_id, starts_at, ends_at, course_code, course_title,
         section_name, room_name, faculty, cancelled, ad_hoc) values (?, ?, ?, ?, ?, ?, ?, 'A', ?, '[]', 0, 0)`,
    ),
  };
  for (let room = 0; room < rooms; room += 1) {
    put.room.run(roomId(room), `R-${room}`);
    for (let s = 0; s < SECTIONS_PER_ROOM; s += 1) {
      const key = `${room}-${s}`;
      put.course.run(idOf('course', key), `c${key}`, `C${key}`, `Course ${key}`);
      put.section.run(sectionId(room, s), `s${key}`, idOf('course', key), 'A');
      for (let n = 0; n < STUDENTS_PER_SECTION; n += 1) {
        put.enrolment.run(`e${key}-${n}`, sectionId(room, s), studentOf({ rooms }, room, n));
      }
    }
    for (let meeting = -MEETINGS_BEHIND; meeting <= MEETINGS_AHEAD; meeting += 1) {
      const s = (meeting + MEETINGS_BEHIND) % SECTIONS_PER_ROOM;
      const startsAt = now - BEGAN_MS + meeting * MEETING_EVERY_MS;
      const section = [`C${room}-${s}`, `Course ${room}-${s}`, `R-${room}`];
      const place = [sectionId(room, s), roomId(room), startsAt, startsAt + MEETING_MS];
      put.meeting.run(sessionOf(room, meeting), ...place, ...section);
    }
  }
}

function addKiosks(sqlite: Database.Database, rooms: number, now: EpochMs): readonly FleetKey[] {
  const put = sqlite.prepare(
    'insert into kiosks (number, room_id, name, public_key, enrolled_at) values (?, ?, ?, ?, ?)',
  );
  return Array.from({ length: rooms }, (_, room) => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    put.run(room + 1, roomId(room), `Kiosk ${room}`, raw, now);
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
    return { kiosk: (room + 1) as KioskNumber, pkcs8 };
  });
}

function idOf(kind: string, key: string | number): string {
  return uuidV5(SPACE, `${kind} ${key}`);
}

const people: PersonId[] = [];

/** Asked for many times over. */
function personId(n: number): PersonId {
  people[n] ??= idOf('person', n) as PersonId;
  return people[n];
}

export function tagOf(n: number): CredentialTag {
  return n.toString(16).padStart(32, '0') as CredentialTag;
}

function roomId(room: number): RoomId {
  return idOf('room', room) as RoomId;
}

export function sectionId(room: number, s: number): SectionId {
  return idOf('section', `${room}-${s}`) as SectionId;
}
