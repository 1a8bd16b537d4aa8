import type Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import type { DirectoryDocument, DocumentOf } from '#contracts/sync/documents.ts';
import type { EpochMs, PersonId, RoomId, SectionId } from '#domain/ids.ts';
import type { Enrolment } from '#domain/register/roster.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubAddress } from '../hub-parts.ts';
import { usesBadges } from '../people/badges.ts';
import { keepersWithPins } from '../people/keepers.ts';
import { institutionOf, newestRules, roomById } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { isInList } from '../store/in-list.ts';
import { occurrencesIn, occurrencesInRoom } from '../store/occurrence-store.ts';
import { namesOf } from '../store/people-store.ts';
import { preparedOnce } from '../store/prepared-once.ts';
import { pins } from '../store/schema.ts';
import { passesDocument } from './passes-document.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A kiosk cut off for three weeks still knows its classes. */
const AHEAD_MS = 21 * DAY_MS;
/** Yesterday's classes are still being told apart from today's in a ledger that arrives late. */
const BEHIND_MS = 36 * HOUR_MS;
const WHEREABOUTS_MS = 48 * HOUR_MS;
/** No class lasts longer; found by its start, it may still be on. */
const LONGEST_CLASS_MS = 12 * HOUR_MS;

// As long as a kiosk takes them: one long name must not keep a whole roster from it.
const LONGEST_NAME = 200;
const LONGEST_NUMBER = 60;

/** A document under its id. `at` is always rounded by the caller, so that documents don't change every second. */
export type NamedDocument = readonly [id: string, document: DirectoryDocument];

/** What a kiosk of this room is told: the room, its classes, their rosters and teachers. */
export function roomDocuments(
  db: HubDatabase,
  roomId: RoomId,
  at: EpochMs,
  address: HubAddress,
): readonly NamedDocument[] {
  const from = (at - BEHIND_MS) as EpochMs;
  const occurrences = occurrencesInRoom(db, roomId, { from, to: (at + AHEAD_MS) as EpochMs });
  const sectionIds = [...new Set(occurrences.map(({ sectionId }) => sectionId))].sort();
  const rosters = sectionIds.map((id) => sectionDocument(db, id, from));
  const students = rosters.flatMap(({ people }) => people.map(({ personId }) => personId));
  // Whoever teaches here may be a student elsewhere, with a phone.
  const withPhones = new Set([...students, ...occurrences.flatMap(({ faculty }) => faculty)]);
  return [
    ['place', placeDocument(db, roomId, address)],
    ['occurrences', { kind: 'occurrences', occurrences: [...occurrences] }],
    ['faculty', facultyDocument(db, occurrences)],
    ['passes', passesDocument(db, [...withPhones])],
    ...rosters.map((roster): NamedDocument => [`section:${roster.sectionId}`, roster]),
  ];
}

function placeDocument(db: HubDatabase, roomId: RoomId, address: HubAddress): DocumentOf<'place'> {
  const { id, name, brand, timeZone } = institutionOf(db);
  return {
    kind: 'place',
    institutionId: id,
    institution: name,
    brand,
    roomId,
    room: (roomById(db, roomId)?.name ?? '').slice(0, 80),
    timeZone,
    codeHost: address.host,
    codeScheme: address.secure ? 'https' : 'http',
    // Rules come into force at once, and `at` lies up to an hour back.
    rules: newestRules(db),
    ...(usesBadges(db) && { badges: true as const }),
  };
}

// Every room has a few of these, and a hub just started makes those of all rooms: its keys stand in the order of the canonical text.
function sectionDocument(db: HubDatabase, sectionId: SectionId, from: EpochMs): DocumentOf<'section'> {
  const people: DocumentOf<'section'>['people'][number][] = [];
  const enrolments: Enrolment[] = [];
  for (const row of sectionRows(db).all(sectionId, from) as SectionRow[]) {
    const [personId, fromAt, to, name, studentNumber] = row;
    enrolments.push({ from: fromAt, personId, to });
    if (people.at(-1)?.personId === personId) continue;
    const number = (studentNumber ?? '').slice(0, LONGEST_NUMBER);
    people.push({ name: name.slice(0, LONGEST_NAME), personId, studentNumber: number });
  }
  return { enrolments, kind: 'section', people, sectionId };
}

type SectionRow = readonly [PersonId, EpochMs, EpochMs | null, name: string, studentNumber: string | null];

const sectionRows = preparedOnce<Database.Statement>(({ sqlite }) =>
  sqlite
    .prepare(
      `select e.person_id, e.from_at, e.to_at, p.name, p.student_number
       from enrolments e join people p on p.id = e.person_id
       where e.section_id = ? and e.role = 'student' and (e.to_at is null or e.to_at > ?)
       order by e.person_id, e.from_at`,
    )
    .raw(),
);

const pinsOf = preparedOnce(({ orm }) =>
  orm
    .select()
    .from(pins)
    .where(isInList(pins.personId, sql.placeholder('ids')))
    .prepare(),
);

function facultyDocument(db: HubDatabase, occurrences: readonly Occurrence[]): DocumentOf<'faculty'> {
  const ids = [...new Set(occurrences.flatMap(({ faculty }) => faculty))];
  const verifiers = new Map<PersonId, string>();
  for (const row of pinsOf(db).all({ ids: JSON.stringify(ids) })) {
    verifiers.set(row.personId, row.verifier);
  }
  const people = [...namesOf(db, ids).values()]
    .filter(({ removedAt }) => removedAt === null)
    .map(({ id, name }) => ({
      personId: id,
      name: name.slice(0, LONGEST_NAME),
      pin: verifiers.get(id) ?? null,
    }));
  return { kind: 'faculty', people: people.sort(byPersonId) };
}

/** Administrators of the whole institution: a keeper comes to any room. */
export function keepersDocument(db: HubDatabase): DocumentOf<'keepers'> {
  const people = keepersWithPins(db).map(({ id, name, verifier }) => ({
    personId: id,
    name: name.slice(0, LONGEST_NAME),
    pin: verifier,
  }));
  return { kind: 'keepers', people };
}

// It is the same for all kiosks and has megabytes on a large campus. Its keys stand in the order of the canonical text.

/** Where everybody's next classes are. */
export function whereaboutsDocument(db: HubDatabase, at: EpochMs): DocumentOf<'whereabouts'> {
  const from = (at - LONGEST_CLASS_MS) as EpochMs;
  const ahead = occurrencesIn(db, { from, to: (at + WHEREABOUTS_MS) as EpochMs }).filter(
    ({ cancelled, endsAt }) => !cancelled && endsAt > at,
  );
  const rosters = rostersOf(db, new Set(ahead.map(({ sectionId }) => sectionId)));
  const classes = ahead.map(({ roomName, courseCode, courseTitle, startsAt, endsAt, sectionId }) => ({
    course: `${courseCode} ${courseTitle}`.slice(0, 200),
    endsAt,
    people: enrolledAt(rosters.get(sectionId) ?? [], startsAt),
    room: roomName,
    startsAt,
  }));
  return { classes, kind: 'whereabouts' };
}

type EnrolmentRow = readonly [SectionId, PersonId, EpochMs, EpochMs | null];

/** By hand: a hundred thousand rows of a large campus take drizzle ten times as long. */
function rostersOf(db: HubDatabase, sections: ReadonlySet<SectionId>): ReadonlyMap<SectionId, Enrolment[]> {
  const rosters = new Map<SectionId, Enrolment[]>();
  const rows = rosterRows(db).iterate(JSON.stringify([...sections])) as Iterable<EnrolmentRow>;
  for (const [sectionId, personId, from, to] of rows) {
    const roster = rosters.get(sectionId);
    if (roster === undefined) rosters.set(sectionId, [{ personId, from, to }]);
    else roster.push({ personId, from, to });
  }
  return rosters;
}

const rosterRows = preparedOnce(({ sqlite }) =>
  sqlite
    .prepare(
      `select section_id, person_id, from_at, to_at from enrolments
       where section_id in (select value from json_each(?)) and role = 'student'
       order by section_id, person_id, from_at`,
    )
    .raw(),
);

function enrolledAt(roster: readonly Enrolment[], at: EpochMs): PersonId[] {
  const people = roster.filter(({ from, to }) => from <= at && (to === null || to > at));
  return [...new Set(people.map(({ personId }) => personId))];
}

function byPersonId(a: { readonly personId: string }, b: { readonly personId: string }): number {
  return a.personId < b.personId ? -1 : 1;
}
