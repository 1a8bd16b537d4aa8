import { eq } from 'drizzle-orm';
import type { RoomId } from '#domain/ids.ts';
import { rooms, sections, slots, terms } from '../store/schema.ts';
import { type ImportContext, newId } from './import-context.ts';
import type { Place } from './problems.ts';
import type { Campus, ImportTable } from './read-campus.ts';
import { reconcile } from './reconcile.ts';
import { bySourcedId, refer } from './references.ts';
import type { TimetableRow } from './rows.ts';

/** No class lasts longer: what looks like it has its times mixed up. */
const LONGEST_MINUTES = 12 * 60;

type Slot = typeof slots.$inferSelect;
type Fields = Omit<Slot, 'id' | 'sourcedId'>;

/** timetable.csv, and the rooms it names. */
export function putTimetable(context: ImportContext, campus: Campus): void {
  const { timetable: table } = campus;
  if (table === undefined) return;
  const { db, now } = context;
  const { orm } = db;
  const fieldsOf = rowReader(context, campus, table);
  const placed: PlacedSlot[] = [];
  reconcile(context, table, {
    counted: 'timetable',
    stored: bySourcedId(orm.select().from(slots).all()),
    fieldsOf(value, row) {
      const fields = fieldsOf(value, row);
      if (fields !== undefined) placed.push({ row, ...fields });
      return fields;
    },
    add: ({ sourcedId }, fields) =>
      void orm
        .insert(slots)
        .values({ id: newId(now), sourcedId, ...fields })
        .run(),
    change: ({ id }, fields) => void orm.update(slots).set(fields).where(eq(slots.id, id)).run(),
    remove: ({ id }) => void orm.update(slots).set({ removedAt: now }).where(eq(slots.id, id)).run(),
  });
  warnOfSharedRooms(context, table.file, placed);
}

function rowReader(context: ImportContext, campus: Campus, { file }: ImportTable<TimetableRow>) {
  const { db, problems } = context;
  const sectionOf = refer(context, campus, 'classes', bySourcedId(db.orm.select().from(sections).all()));
  const termOf = new Map(
    db.orm
      .select()
      .from(terms)
      .all()
      .map((term) => [term.id, term]),
  );
  const roomOf = roomFinder(context);
  return (value: TimetableRow, row: number): Fields | undefined => {
    const place = { file, row };
    const section = sectionOf({ ...place, column: 'classSourcedId' }, value.classSourcedId);
    if (section === undefined) return undefined;
    const term = section.termId === null ? undefined : termOf.get(section.termId);
    const validFrom = value.validFrom ?? term?.startsOn;
    const validTo = value.validTo ?? term?.endsOn;
    if (validFrom === undefined || validTo === undefined) {
      const problem = 'Nothing says from when to when this holds: the class has no term.';
      const advice = 'Fill in validFrom and validTo, or give the class a term.';
      problems.error({ ...place, column: 'validFrom' }, { problem, advice });
      return undefined;
    }
    if (!timesAreRight(context, place, value, { validFrom, validTo })) return undefined;
    const { weekday, startTime: startsAt, endTime: endsAt } = value;
    const roomId = roomOf(value.room);
    return { sectionId: section.id, roomId, weekday, startsAt, endsAt, validFrom, validTo, removedAt: null };
  };
}

function timesAreRight(
  { problems }: ImportContext,
  place: Place,
  { startTime, endTime }: TimetableRow,
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo: string },
): boolean {
  if (validTo < validFrom) {
    const words = {
      problem: 'This ends before it begins.',
      advice: 'validTo is the last day, validFrom the first.',
    };
    problems.error({ ...place, column: 'validTo' }, words);
    return false;
  }
  if (lengthOf(startTime, endTime) > LONGEST_MINUTES || startTime === endTime) {
    const words = {
      problem: 'This class lasts more than twelve hours.',
      advice: 'Check startTime and endTime.',
    };
    problems.error({ ...place, column: 'endTime' }, words);
    return false;
  }
  return true;
}

/** An end before the start is on the next day. */
function lengthOf(start: string, end: string): number {
  const minutes = minutesOf(end) - minutesOf(start);
  return minutes > 0 ? minutes : minutes + 24 * 60;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Rooms by their names, however these are capitalised. A room that nobody has heard of is added. */
function roomFinder({ db, now, count }: ImportContext): (name: string) => RoomId {
  const known = new Map(
    db.orm
      .select()
      .from(rooms)
      .all()
      .map(({ id, name }) => [name.toLowerCase(), id]),
  );
  const used = new Set<RoomId>();
  return (name) => {
    const found = known.get(name.toLowerCase());
    if (found !== undefined) {
      if (!used.has(found)) count('rooms', 'unchanged');
      used.add(found);
      return found;
    }
    const id = newId<RoomId>(now);
    db.orm.insert(rooms).values({ id, name }).run();
    known.set(name.toLowerCase(), id);
    used.add(id);
    count('rooms', 'added');
    return id;
  };
}

type PlacedSlot = Fields & { readonly row: number };

/** Two classes in one room at one time do happen, so it is no error; mostly it is a slip. */
function warnOfSharedRooms({ problems }: ImportContext, file: string, placed: readonly PlacedSlot[]): void {
  const byRoom = Map.groupBy(placed, ({ roomId, weekday }) => `${roomId} ${weekday}`);
  for (const slotsThere of byRoom.values()) {
    const sorted = slotsThere.toSorted((a, b) => minutesOf(a.startsAt) - minutesOf(b.startsAt));
    sorted.forEach((slot, index) => {
      const other = sorted.slice(index + 1).find((later) => shareTime(slot, later));
      if (other === undefined) return;
      const problem = `The class in row ${slot.row} is in this room at the same time.`;
      problems.warn(
        { file, row: other.row, column: 'room' },
        { problem, advice: 'Check room, day and times.' },
      );
    });
  }
}

function shareTime(first: Fields, later: Fields): boolean {
  const ends = minutesOf(first.startsAt) + lengthOf(first.startsAt, first.endsAt);
  return (
    minutesOf(later.startsAt) < ends && first.validFrom <= later.validTo && later.validFrom <= first.validTo
  );
}
