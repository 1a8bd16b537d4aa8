import type { RoomId, SectionId } from '#domain/ids.ts';

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
