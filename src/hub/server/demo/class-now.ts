import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { EpochMs, PersonId, RoomId, SectionId, SessionId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { sessionIdOf } from '#domain/timetable/session-id-of.ts';
import type { HubParts } from '../hub-parts.ts';
import { campusTimes } from '../registers/campus-times.ts';
import { institutionOf } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { occurrenceOf, occurrencesIn } from '../store/occurrence-store.ts';
import { enrolments, slotChanges, slots } from '../store/schema.ts';
import { refreshOccurrences } from '../timetable/refresh-occurrences.ts';
import { minutesOf, timeOf, weekdayOf } from './calendar.ts';
import { DEMO_ROOM, SECTIONS } from './demo-campus.ts';
import { demoId } from './demo-draws.ts';
import { CLASS_MINUTES } from './demo-week.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Shorter than this is no class to show anybody. */
const SHORTEST_MINUTES = 20;

/** No class lasts longer; found by its start, it may still be on. */
const LONGEST_MS = 12 * HOUR_MS;

type Parts = Pick<HubParts, 'db' | 'registers'>;

/** What can be done so that there is a class now. */
type Plan =
  | { readonly kind: 'early'; readonly meeting: Occurrence; readonly slot: PlannedAs }
  | { readonly kind: 'extra'; readonly sectionId: SectionId; readonly minutes: number };

/** The slot that a meeting comes from, and the day it stands in the timetable. */
type PlannedAs = { readonly slotId: string; readonly date: string };

/**
 * The class that is on in the demo's room. If none is, the next one is brought forward, or an extra one put into the
 * timetable: nothing that has begun is touched.
 */
export function ensureClassNow(parts: Parts, seed: number, now: EpochMs): Occurrence {
  const roomId = demoId<RoomId>(seed, `room/${DEMO_ROOM}`);
  const before = classOn(parts, roomId, now);
  if (before !== undefined) return before;
  const { db } = parts;
  const made = db.transaction(() => {
    const plans = possiblePlans(db, seed, roomId, now);
    const plan = plans.find((one) => everybodyIsFree(parts, one, now)) ?? plans[0];
    if (plan === undefined) throw new Error('the demo has no sections');
    const sessionId =
      plan.kind === 'early' ? bringForward(db, plan, now) : addExtra(db, seed, roomId, plan, now);
    refreshOccurrences(db, now);
    return occurrenceOf(db, sessionId);
  });
  if (made === undefined) throw new Error('the timetable has no class now');
  return made;
}

function classOn({ db, registers }: Parts, roomId: RoomId, now: EpochMs): Occurrence | undefined {
  // Doors open some minutes early, and so may a teacher.
  const to = (now + 15 * MINUTE_MS) as EpochMs;
  return occurrencesIn(db, { from: (now - LONGEST_MS) as EpochMs, to, rooms: [roomId] }).find((meeting) => {
    const { state } = registers.registerOf(meeting).standing;
    return now < meeting.endsAt && (state === 'OPEN' || (state === 'ARMED' && meeting.startsAt <= now));
  });
}

function possiblePlans(db: HubDatabase, seed: number, roomId: RoomId, now: EpochMs): readonly Plan[] {
  const from = minuteOf(now);
  const to = (from + CLASS_MINUTES * MINUTE_MS) as EpochMs;
  const next = occurrencesIn(db, { from: now, to, rooms: [roomId] }).find(({ cancelled }) => !cancelled);
  const minutes = next === undefined ? CLASS_MINUTES : (next.startsAt - from) / MINUTE_MS;
  const extras = SECTIONS.map(({ key }): Plan => {
    return { kind: 'extra', sectionId: demoId<SectionId>(seed, `section/${key}`), minutes };
  });
  const slot = next === undefined ? undefined : plannedAs(db, next);
  if (next === undefined || slot === undefined) return extras;
  const early: Plan = { kind: 'early', meeting: next, slot };
  return minutes < SHORTEST_MINUTES ? [early] : [early, ...extras];
}

/** Meetings that were moved stand in the timetable on another day than they are held. */
function plannedAs(db: HubDatabase, { sessionId, sectionId, startsAt }: Occurrence): PlannedAs | undefined {
  const day = campusTimes(institutionOf(db).timeZone).day(startsAt);
  const own = db.orm.select().from(slots).where(eq(slots.sectionId, sectionId)).all();
  const moved = db.orm.select().from(slotChanges).all();
  const places = [
    ...own.map(({ id }) => ({ slotId: id, date: day })),
    ...moved.map(({ slotId, date }) => ({ slotId, date })),
  ];
  return places.find(({ slotId, date }) => sessionIdOf(slotId, date) === sessionId);
}

function everybodyIsFree({ db, registers }: Parts, plan: Plan, now: EpochMs): boolean {
  const sectionId = plan.kind === 'early' ? plan.meeting.sectionId : plan.sectionId;
  const lengthMs =
    plan.kind === 'early' ? plan.meeting.endsAt - plan.meeting.startsAt : plan.minutes * MINUTE_MS;
  const from = (now - LONGEST_MS) as EpochMs;
  const people = peopleOf(db, sectionId, now);
  return occurrencesIn(db, { from, to: (minuteOf(now) + lengthMs) as EpochMs })
    .filter(
      (other) => other.endsAt > now && !(plan.kind === 'early' && other.sessionId === plan.meeting.sessionId),
    )
    .filter((other) => ['SCHEDULED', 'ARMED', 'OPEN'].includes(registers.registerOf(other).standing.state))
    .every((other) => [...peopleOf(db, other.sectionId, now)].every((person) => !people.has(person)));
}

/** Students and teachers of a section now. */
function peopleOf(db: HubDatabase, sectionId: SectionId, now: EpochMs): Set<PersonId> {
  const isNow = and(lte(enrolments.from, now), or(isNull(enrolments.to), gt(enrolments.to, now)));
  const rows = db.orm
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .where(and(eq(enrolments.sectionId, sectionId), isNow))
    .all();
  return new Set(rows.map(({ personId }) => personId));
}

function bringForward(
  db: HubDatabase,
  { meeting, slot }: Extract<Plan, { kind: 'early' }>,
  now: EpochMs,
): SessionId {
  const minutes = Math.round((meeting.endsAt - meeting.startsAt) / MINUTE_MS);
  const { today, ...times } = timesFrom(db, now, minutes);
  const set = { kind: 'moved', toDate: today, ...times } as const;
  db.orm
    .insert(slotChanges)
    .values({ ...slot, ...set })
    .onConflictDoUpdate({ target: [slotChanges.slotId, slotChanges.date], set })
    .run();
  return meeting.sessionId;
}

function addExtra(
  db: HubDatabase,
  seed: number,
  roomId: RoomId,
  { sectionId, minutes }: Extract<Plan, { kind: 'extra' }>,
  now: EpochMs,
): SessionId {
  const { today, ...times } = timesFrom(db, now, minutes);
  const id = demoId(seed, `extra/${now}`);
  const days = { weekday: weekdayOf(today), validFrom: today, validTo: today };
  db.orm
    .insert(slots)
    .values({ id, sourcedId: `demo-extra-${now}`, sectionId, roomId, ...days, ...times })
    .run();
  // A holiday leaves only those meetings alone that somebody changed by hand.
  db.orm
    .insert(slotChanges)
    .values({ slotId: id, date: today, kind: 'moved', ...times })
    .run();
  return sessionIdOf(id, today);
}

function timesFrom(db: HubDatabase, now: EpochMs, minutes: number) {
  const { day, time } = campusTimes(institutionOf(db).timeZone);
  const startsAt = time(now, 'minute');
  return { today: day(now), startsAt, endsAt: timeOf(minutesOf(startsAt) + minutes) };
}

function minuteOf(at: EpochMs): EpochMs {
  return (Math.floor(at / MINUTE_MS) * MINUTE_MS) as EpochMs;
}
