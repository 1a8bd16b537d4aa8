import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { EpochMs, PersonId, RoomId, SectionId, SessionId } from '#domain/ids.ts';
import { expandTimetable, type PlannedMeeting } from '#domain/timetable/expand.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { campusTimes } from '../registers/campus-times.ts';
import { allRooms, allSections, institutionOf, type SectionRow } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { putOccurrences } from '../store/occurrence-store.ts';
import { teachersOf } from '../store/people-store.ts';
import { holidays, occurrences, slotChanges, slots } from '../store/schema.ts';
import { openings } from '../store/session-schema.ts';

/** Longer than any term, so that "the whole term" can be counted, and short enough to be made in a moment. */
const AHEAD_MS = 200 * 86_400_000;

export type RefreshedOccurrences = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
};

type Row = typeof occurrences.$inferSelect;

/**
 * Brings the stored meetings in step with the timetable. One that has begun, or that anybody opened, stays what it was:
 * what is attended can't be moved afterwards.
 */
export function refreshOccurrences(db: HubDatabase, now: EpochMs): RefreshedOccurrences {
  return db.transaction(() => {
    const planned = plannedOccurrences(db, now);
    const stored = storedOccurrences(db);
    const toPut = [...planned.values()].filter((occurrence) => {
      const before = stored.get(occurrence.sessionId);
      return before === undefined || !isSettled(db, before, occurrence, now);
    });
    putOccurrences(db, toPut);
    const gone = [...stored.values()].filter(
      (row) => !(planned.has(row.sessionId) || hasBegun(row, now) || wasOpened(db, row.sessionId)),
    );
    removeOccurrences(db, gone);
    if (toPut.length + gone.length > 0) db.bumpDataVersion();
    const added = toPut.filter(({ sessionId }) => !stored.has(sessionId)).length;
    return { added, changed: toPut.length - added, removed: gone.length };
  });
}

function plannedOccurrences(db: HubDatabase, now: EpochMs): ReadonlyMap<SessionId, Occurrence> {
  const { timeZone } = institutionOf(db);
  const current = db.orm.select().from(slots).where(isNull(slots.removedAt)).all();
  const from = current.map(({ validFrom }) => validFrom).toSorted()[0];
  if (from === undefined) return new Map();
  const meetings = expandTimetable({
    slots: current,
    holidays: db.orm
      .select()
      .from(holidays)
      .all()
      .map(({ date }) => date),
    changes: db.orm.select().from(slotChanges).all(),
    timeZone,
    from,
    to: campusTimes(timeZone).day((now + AHEAD_MS) as EpochMs),
  });
  const describe = describer(db, now);
  const calledOff = cancelledSessions(db);
  return new Map(
    meetings.flatMap((meeting) => {
      const occurrence = describe(meeting);
      if (occurrence === undefined) return [];
      const cancelled = occurrence.cancelled || calledOff.has(meeting.sessionId);
      return [[meeting.sessionId, { ...occurrence, cancelled }] as const];
    }),
  );
}

/** Adds to a meeting what people call it; `undefined` when its section was removed. */
function describer(db: HubDatabase, now: EpochMs): (meeting: PlannedMeeting) => Occurrence | undefined {
  const sections = new Map<SectionId, SectionRow>(allSections(db).map((row) => [row.id, row]));
  const rooms = new Map<RoomId, string>(allRooms(db).map(({ id, name }) => [id, name]));
  const teachers = new Map<SectionId, readonly PersonId[]>();
  return ({ sessionId, sectionId, roomId, startsAt, endsAt, cancelled }) => {
    const section = sections.get(sectionId);
    if (section === undefined || section.removedAt !== null) return undefined;
    const faculty = teachers.get(sectionId) ?? teachersOf(db, sectionId, now).slice(0, 20);
    teachers.set(sectionId, faculty);
    return {
      ...{ sessionId, sectionId, roomId, startsAt, endsAt, cancelled },
      // As long as a kiosk takes them: one long title must not keep a whole room's classes from it.
      courseCode: section.courseCode.slice(0, 40),
      courseTitle: section.courseTitle.slice(0, 200),
      sectionName: section.name.slice(0, 100),
      roomName: (rooms.get(roomId) ?? '').slice(0, 80),
      faculty: [...faculty],
      adHoc: false,
    };
  };
}

/** Nothing to do, or nothing to be done any more. */
function isSettled(db: HubDatabase, before: Row, planned: Occurrence, now: EpochMs): boolean {
  return hasBegun(before, now) || isSame(before, planned) || wasOpened(db, before.sessionId);
}

function storedOccurrences(db: HubDatabase): ReadonlyMap<SessionId, Row> {
  const rows = db.orm.select().from(occurrences).where(eq(occurrences.adHoc, false)).all();
  return new Map(rows.map((row) => [row.sessionId, row]));
}

function hasBegun({ startsAt }: Row, now: EpochMs): boolean {
  return startsAt <= now;
}

function wasOpened(db: HubDatabase, sessionId: SessionId): boolean {
  return db.orm.select().from(openings).where(eq(openings.sessionId, sessionId)).get() !== undefined;
}

/** Called off by somebody, whatever the timetable says. */
function cancelledSessions(db: HubDatabase): ReadonlySet<SessionId> {
  const statement = db.sqlite.prepare(
    "select distinct session_id from events where session_id is not null and type = 'session-cancelled'",
  );
  return new Set(statement.pluck().all() as SessionId[]);
}

function isSame(before: Row, planned: Occurrence): boolean {
  return (
    before.cancelled === planned.cancelled &&
    before.roomId === planned.roomId &&
    before.startsAt === planned.startsAt &&
    before.endsAt === planned.endsAt &&
    before.courseCode === planned.courseCode &&
    before.courseTitle === planned.courseTitle &&
    before.sectionName === planned.sectionName &&
    before.roomName === planned.roomName &&
    before.faculty.join() === planned.faculty.join()
  );
}

function removeOccurrences(db: HubDatabase, rows: readonly Row[]): void {
  for (let from = 0; from < rows.length; from += 500) {
    const ids = rows.slice(from, from + 500).map(({ sessionId }) => sessionId);
    db.orm
      .delete(occurrences)
      .where(and(inArray(occurrences.sessionId, ids), eq(occurrences.adHoc, false)))
      .run();
  }
}
