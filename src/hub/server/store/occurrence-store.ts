import { and, asc, desc, eq, gte, inArray, isNull, lt, type SQL } from 'drizzle-orm';
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
import { occurrences } from './schema.ts';
import { openings, sessionStages } from './session-schema.ts';

type Row = typeof occurrences.$inferSelect;

export function occurrenceOf(db: HubDatabase, sessionId: SessionId): Occurrence | undefined {
  const row = db.orm.select().from(occurrences).where(eq(occurrences.sessionId, sessionId)).get();
  return row === undefined ? undefined : occurrenceFrom(row);
}

export type OccurrenceQuery = {
  /** Start at or after `from` and before `to`. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly rooms?: readonly RoomId[] | undefined;
  readonly sections?: readonly SectionId[] | undefined;
};

/** By start, then room. */
export function occurrencesIn(db: HubDatabase, query: OccurrenceQuery): readonly Occurrence[] {
  const conditions: SQL[] = [gte(occurrences.startsAt, query.from), lt(occurrences.startsAt, query.to)];
  if (query.rooms !== undefined) conditions.push(inArray(occurrences.roomId, [...query.rooms]));
  if (query.sections !== undefined) conditions.push(inArray(occurrences.sectionId, [...query.sections]));
  return db.orm
    .select()
    .from(occurrences)
    .where(and(...conditions))
    .orderBy(asc(occurrences.startsAt), asc(occurrences.roomName), asc(occurrences.sessionId))
    .all()
    .map(occurrenceFrom);
}

/** Writes the meeting as it is to be known from now on. */
export function putOccurrence(db: HubDatabase, occurrence: Occurrence): void {
  const row = { ...occurrence, faculty: occurrence.faculty as readonly PersonId[] };
  db.orm
    .insert(occurrences)
    .values(row)
    .onConflictDoUpdate({ target: occurrences.sessionId, set: row })
    .run();
}

/** The session a room code stands for; `undefined` while the hub hasn't heard of the opening. */
export function sessionOfOpening(
  db: HubDatabase,
  kiosk: KioskNumber,
  number: OpeningNumber,
): SessionId | undefined {
  return db.orm
    .select({ sessionId: openings.sessionId })
    .from(openings)
    .where(and(eq(openings.kiosk, kiosk), eq(openings.number, number)))
    .get()?.sessionId;
}

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

/** Meetings that are over and not locked yet, the longest waiting first. Sealed ones come after those that aren't. */
export function unlockedSessions(
  db: HubDatabase,
  now: EpochMs,
): readonly { readonly occurrence: Occurrence; readonly sealedAt: EpochMs | null }[] {
  return db.orm
    .select()
    .from(occurrences)
    .leftJoin(sessionStages, eq(sessionStages.sessionId, occurrences.sessionId))
    .where(and(lt(occurrences.endsAt, now), eq(occurrences.cancelled, false), isNull(sessionStages.lockedAt)))
    .orderBy(asc(sessionStages.sealedAt), asc(occurrences.endsAt))
    .all()
    .map((row) => ({
      occurrence: occurrenceFrom(row.occurrences),
      sealedAt: row.session_stages?.sealedAt ?? null,
    }));
}

function occurrenceFrom(row: Row): Occurrence {
  return { ...row, faculty: [...row.faculty] };
}
