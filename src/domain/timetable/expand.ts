import { Temporal } from 'temporal-polyfill';
import type { EpochMs, RoomId, SectionId, SessionId } from '#domain/ids.ts';
import { sessionIdOf } from './session-id-of.ts';

/** A weekly rule of the timetable, in the campus's own time. Days are `YYYY-MM-DD`, times `HH:MM`. */
export interface TimetableSlot {
  readonly id: string;
  readonly sectionId: SectionId;
  readonly roomId: RoomId;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly startsAt: string;
  /** Not after `startsAt`: the meeting ends on the next day. */
  readonly endsAt: string;
  readonly validFrom: string;
  /** Inclusive. */
  readonly validTo: string;
}

/** One meeting that is called off or moved; `date` is the day it stood in the timetable. What a move doesn't say stays. */
export interface SlotChange {
  readonly slotId: string;
  readonly date: string;
  readonly kind: 'cancelled' | 'moved';
  readonly toDate: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly roomId: RoomId | null;
}

export interface TimetableToExpand {
  readonly slots: readonly TimetableSlot[];
  /** Days on which no class meets, unless it was moved there. */
  readonly holidays: readonly string[];
  readonly changes: readonly SlotChange[];
  /** IANA. */
  readonly timeZone: string;
  /** First and last day wanted, both inclusive. */
  readonly from: string;
  readonly to: string;
}

/** One meeting as the timetable makes it. */
export interface PlannedMeeting {
  readonly sessionId: SessionId;
  readonly slotId: string;
  /** The day it stands in the timetable, also when it was moved. */
  readonly date: string;
  readonly sectionId: SectionId;
  readonly roomId: RoomId;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  readonly cancelled: boolean;
}

const MINUTE_MS = 60_000;

/** The meetings of a timetable between two days, oldest first. */
export function expandTimetable(timetable: TimetableToExpand): readonly PlannedMeeting[] {
  const changes = new Map(timetable.changes.map((change) => [`${change.slotId} ${change.date}`, change]));
  const closedDays = new Set(timetable.holidays);
  const meetings: PlannedMeeting[] = [];
  for (const slot of timetable.slots) {
    for (const date of datesOf(slot, timetable)) {
      const change = changes.get(`${slot.id} ${date}`);
      const heldOn = change?.toDate ?? date;
      if (heldOn < timetable.from || heldOn > timetable.to) continue;
      // A holiday takes its meetings out altogether; a change made by hand for that very day is meant.
      if (change?.kind !== 'moved' && closedDays.has(date)) continue;
      meetings.push(plan(slot, date, change, timetable.timeZone));
    }
  }
  return meetings.sort((a, b) => a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : 1));
}

/** The days a slot stands in the timetable: those wanted, and those that a change moves into what is wanted. */
function datesOf(slot: TimetableSlot, { from, to, changes }: TimetableToExpand): readonly string[] {
  const first = from > slot.validFrom ? from : slot.validFrom;
  const last = to < slot.validTo ? to : slot.validTo;
  const dates = new Set<string>();
  if (first <= last) {
    let day = Temporal.PlainDate.from(first);
    day = day.add({ days: (slot.weekday - day.dayOfWeek + 7) % 7 });
    for (; day.toString() <= last; day = day.add({ days: 7 })) dates.add(day.toString());
  }
  for (const { slotId, date, toDate } of changes) {
    if (slotId === slot.id && toDate !== null && standsOn(slot, date)) dates.add(date);
  }
  return [...dates];
}

function standsOn(slot: TimetableSlot, date: string): boolean {
  return (
    date >= slot.validFrom && date <= slot.validTo && Temporal.PlainDate.from(date).dayOfWeek === slot.weekday
  );
}

function plan(
  slot: TimetableSlot,
  date: string,
  change: SlotChange | undefined,
  timeZone: string,
): PlannedMeeting {
  const day = Temporal.PlainDate.from(change?.toDate ?? date);
  const { starts, minutes } = timesOf(slot, change);
  const wall = day.toPlainDateTime(starts);
  const startsAt = instantOf(wall, timeZone);
  const endsAt = instantOf(wall.add({ minutes }), timeZone);
  return {
    sessionId: sessionIdOf(slot.id, date),
    slotId: slot.id,
    date,
    sectionId: slot.sectionId,
    roomId: change?.roomId ?? slot.roomId,
    startsAt,
    // Where a clock change swallows the whole meeting, it is still as long as it was meant to be.
    endsAt: (endsAt > startsAt ? endsAt : startsAt + minutes * MINUTE_MS) as EpochMs,
    cancelled: change?.kind === 'cancelled',
  };
}

/** Start, and length on the wall's clock. A meeting that only starts at another time is as long as ever. */
function timesOf(slot: TimetableSlot, change: SlotChange | undefined) {
  const starts = Temporal.PlainTime.from(change?.startsAt ?? slot.startsAt);
  if (change?.startsAt != null && change.endsAt === null) {
    return {
      starts,
      minutes: minutesBetween(Temporal.PlainTime.from(slot.startsAt), Temporal.PlainTime.from(slot.endsAt)),
    };
  }
  return { starts, minutes: minutesBetween(starts, Temporal.PlainTime.from(change?.endsAt ?? slot.endsAt)) };
}

/** An end that isn't after the start is on the next day. */
function minutesBetween(starts: Temporal.PlainTime, ends: Temporal.PlainTime): number {
  const minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute;
  return minutes > 0 ? minutes : minutes + 24 * 60;
}

/** A time that a clock change skips is an hour later on the wall; one that it repeats means the first. */
function instantOf(local: Temporal.PlainDateTime, timeZone: string): EpochMs {
  return local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds as EpochMs;
}
