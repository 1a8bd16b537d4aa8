import type Database from 'better-sqlite3';
import { and, asc, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type {
  EpochMs,
  KioskNumber,
  OpeningNumber,
  PersonId,
  RoomId,
  SectionId,
  SessionId,
} from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubDatabase } from './hub-database.ts';
import { isInList } from './in-list.ts';
import { preparedOnce } from './prepared-once.ts';
import { occurrences } from './schema.ts';
import { openings } from './session-schema.ts';

type Row = typeof occurrences.$inferSelect;

export function occurrenceOf(db: HubDatabase, sessionId: SessionId): Occurrence | undefined {
  const row = bySession(db).get({ sessionId });
  return row === undefined ? undefined : occurrenceFrom(row);
}

const bySession = preparedOnce(({ orm }) =>
  orm
    .select()
    .from(occurrences)
    .where(eq(occurrences.sessionId, sql.placeholder('sessionId')))
    .prepare(),
);

export type OccurrenceQuery = {
  /** Start at or after `from` and before `to`. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly rooms?: readonly RoomId[] | undefined;
  readonly sections?: readonly SectionId[] | undefined;
};

/** By start, then room. */
export function occurrencesIn(db: HubDatabase, query: OccurrenceQuery): readonly Occurrence[] {
  const { from, to, rooms, sections } = query;
  const given = { from, to, rooms: JSON.stringify(rooms ?? []), sections: JSON.stringify(sections ?? []) };
  const byPlace = sections === undefined ? IN_ROOMS : OF_SECTIONS_IN_ROOMS;
  const anywhere = sections === undefined ? ANYWHERE : OF_SECTIONS;
  return (rooms === undefined ? anywhere : byPlace)(db).all(given).map(occurrenceFrom);
}

/**
 * The same of one room, which a hub just started asks of every one. Their keys stand in the order of the canonical text: that is what it
 * is asked for.
 */
export function occurrencesInRoom(
  db: HubDatabase,
  roomId: RoomId,
  { from, to }: Pick<OccurrenceQuery, 'from' | 'to'>,
): readonly Occurrence[] {
  return (inRoom(db).all(roomId, from, to) as RoomRow[]).map(
    ([adHoc, cancelled, courseCode, courseTitle, endsAt, faculty, roomName, ...ids]) => {
      const [sectionId, sectionName, sessionId, startsAt] = ids;
      return {
        ...{ adHoc: adHoc === 1, cancelled: cancelled === 1, courseCode, courseTitle, endsAt },
        ...{ faculty: JSON.parse(faculty) as PersonId[], roomId, roomName },
        ...{ sectionId, sectionName, sessionId, startsAt },
      };
    },
  );
}

type RoomRow = readonly [
  adHoc: 0 | 1,
  cancelled: 0 | 1,
  courseCode: string,
  courseTitle: string,
  endsAt: EpochMs,
  faculty: string,
  roomName: string,
  sectionId: SectionId,
  sectionName: string,
  sessionId: SessionId,
  startsAt: EpochMs,
];

const inRoom = preparedOnce<Database.Statement>(({ sqlite }) =>
  sqlite
    .prepare(
      `select ad_hoc, cancelled, course_code, course_title, ends_at, faculty, room_name, section_id, section_name,
         session_id, starts_at
       from occurrences where room_id = ? and starts_at >= ? and starts_at < ?
       order by starts_at, room_name, session_id`,
    )
    .raw(),
);

const ANYWHERE = preparedOccurrences([]);
const IN_ROOMS = preparedOccurrences([isInList(occurrences.roomId, sql.placeholder('rooms'))]);
const OF_SECTIONS = preparedOccurrences([isInList(occurrences.sectionId, sql.placeholder('sections'))]);
const OF_SECTIONS_IN_ROOMS = preparedOccurrences([
  isInList(occurrences.roomId, sql.placeholder('rooms')),
  isInList(occurrences.sectionId, sql.placeholder('sections')),
]);

function preparedOccurrences(conditions: readonly SQL[]) {
  const begins = [
    gte(occurrences.startsAt, sql.placeholder('from')),
    lt(occurrences.startsAt, sql.placeholder('to')),
  ];
  return preparedOnce(({ orm }) =>
    orm
      .select()
      .from(occurrences)
      .where(and(...begins, ...conditions))
      .orderBy(asc(occurrences.startsAt), asc(occurrences.roomName), asc(occurrences.sessionId))
      .prepare(),
  );
}

/** Writes meetings as they are to be known from now on. By hand, because a timetable of a large campus makes 64,000. */
export function putOccurrences(db: HubDatabase, all: Iterable<Occurrence>): void {
  const statement = db.sqlite.prepare(PUT);
  for (const one of all) {
    const { faculty, cancelled, adHoc, ...columns } = one;
    statement.run({
      ...columns,
      faculty: JSON.stringify(faculty),
      cancelled: Number(cancelled),
      adHoc: Number(adHoc),
    });
  }
}

const PUT = `
insert into occurrences (session_id, section_id, room_id, starts_at, ends_at, course_code, course_title, section_name,
  room_name, faculty, cancelled, ad_hoc)
values (:sessionId, :sectionId, :roomId, :startsAt, :endsAt, :courseCode, :courseTitle, :sectionName,
  :roomName, :faculty, :cancelled, :adHoc)
on conflict (session_id) do update set section_id = excluded.section_id, room_id = excluded.room_id,
  starts_at = excluded.starts_at, ends_at = excluded.ends_at, course_code = excluded.course_code,
  course_title = excluded.course_title, section_name = excluded.section_name, room_name = excluded.room_name,
  faculty = excluded.faculty, cancelled = excluded.cancelled, ad_hoc = excluded.ad_hoc`;

/** The session a room code stands for; `undefined` while the hub hasn't heard of the opening. */
export function sessionOfOpening(
  db: HubDatabase,
  kiosk: KioskNumber,
  number: OpeningNumber,
): SessionId | undefined {
  return byOpening(db).get({ kiosk, number })?.sessionId;
}

const byOpening = preparedOnce(({ orm }) =>
  orm
    .select({ sessionId: openings.sessionId })
    .from(openings)
    .where(and(eq(openings.kiosk, sql.placeholder('kiosk')), eq(openings.number, sql.placeholder('number'))))
    .prepare(),
);

/** The highest opening number the hub has heard from an origin, 0 before its first. */
export function highestOpening(db: HubDatabase, kiosk: KioskNumber): number {
  const row = db.orm
    .select({ number: openings.number })
    .from(openings)
    .where(eq(openings.kiosk, kiosk))
    .orderBy(desc(openings.number))
    .limit(1)
    .get();
  return row?.number ?? 0;
}

export type UnlockedSession = { readonly sessionId: SessionId; readonly sealedAt: EpochMs | null };

/**
 * Meetings that are over and not locked yet, the longest waiting first. Sealed ones come after those that aren't. On a large campus tens of
 * thousands, so only their names.
 */
export function unlockedSessions(db: HubDatabase, now: EpochMs): readonly UnlockedSession[] {
  const rows = unlocked(db).all(now) as (readonly [SessionId, EpochMs | null])[];
  return rows.map(([sessionId, sealedAt]) => ({ sessionId, sealedAt }));
}

const unlocked = preparedOnce<Database.Statement>(({ sqlite }) =>
  sqlite
    .prepare(
      `select o.session_id, s.sealed_at from occurrences o left join session_stages s on s.session_id = o.session_id
       where o.ends_at < ? and o.cancelled = 0 and s.locked_at is null
       order by s.sealed_at, o.ends_at`,
    )
    .raw(),
);

function occurrenceFrom(row: Row): Occurrence {
  return { ...row, faculty: [...row.faculty] };
}
