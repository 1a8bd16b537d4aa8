import type { EpochMs, RoomId, SectionId, SessionId } from '#domain/ids.ts';
import { datesOfSlot } from './dates-of-slot.ts';
import { sessionIdOf } from './session-id-of.ts';
import { type Span, spansIn } from './spans-in.ts';
import type { SlotChange, TimetableSlot } from './timetable-slot.ts';

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

/** The meetings of a timetable between two days, oldest first. */
export function expandTimetable(timetable: TimetableToExpand): readonly PlannedMeeting[] {
  const { slots, holidays, changes, timeZone } = timetable;
  const closedDays = new Set(holidays);
  const changesOf = Map.groupBy(changes, ({ slotId }) => slotId);
  const spanOf = spansIn(timeZone);
  return (
    slots
      .flatMap((slot) => {
        const own = changesOf.get(slot.id) ?? [];
        return Array.from(datesOfSlot(slot, timetable, own), (date) => placed(slot, date, own));
      })
      .filter(({ heldOn }) => heldOn >= timetable.from && heldOn <= timetable.to)
      // A holiday takes its meetings out altogether; a change made by hand for that very day is meant.
      .filter(({ moved, date }) => moved !== undefined || !closedDays.has(date))
      .map((meeting) => plan(meeting, spanOf))
      .sort((a, b) => a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : 1))
  );
}

interface PlacedMeeting {
  readonly slot: TimetableSlot;
  readonly date: string;
  readonly heldOn: string;
  readonly moved: SlotChange | undefined;
  readonly cancelled: boolean;
}

function placed(slot: TimetableSlot, date: string, changes: readonly SlotChange[]): PlacedMeeting {
  const change = changes.find((each) => each.date === date);
  const moved = change?.kind === 'moved' ? change : undefined;
  return { slot, date, heldOn: moved?.toDate ?? date, moved, cancelled: change?.kind === 'cancelled' };
}

function plan(
  { slot, date, heldOn, moved, cancelled }: PlacedMeeting,
  spanOf: (day: string, startsAt: string, minutes: number) => Span,
): PlannedMeeting {
  const starts = moved?.startsAt ?? slot.startsAt;
  const { startsAt, endsAt } = spanOf(heldOn, starts, lengthOf(slot, moved));
  const roomId = moved?.roomId ?? slot.roomId;
  const { id: slotId, sectionId } = slot;
  return {
    sessionId: sessionIdOf(slotId, date),
    slotId,
    date,
    sectionId,
    roomId,
    startsAt,
    endsAt,
    cancelled,
  };
}

/** In minutes on the wall's clock. A meeting that only starts at another time is as long as ever. */
function lengthOf(slot: TimetableSlot, moved: SlotChange | undefined): number {
  if (moved?.endsAt == null) return minutesBetween(slot.startsAt, slot.endsAt);
  return minutesBetween(moved.startsAt ?? slot.startsAt, moved.endsAt);
}

/** An end that isn't after the start is on the next day. */
function minutesBetween(starts: string, ends: string): number {
  const minutes = minuteOfDay(ends) - minuteOfDay(starts);
  return minutes > 0 ? minutes : minutes + 24 * 60;
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
