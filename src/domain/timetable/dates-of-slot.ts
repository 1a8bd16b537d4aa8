import { Temporal } from 'temporal-polyfill';
import type { SlotChange, TimetableSlot } from './timetable-slot.ts';

/** The days (`YYYY-MM-DD`) a slot stands in the timetable: those wanted, and those that a change moves elsewhere. */
export function datesOfSlot(
  slot: TimetableSlot,
  wanted: { readonly from: string; readonly to: string },
  changes: readonly SlotChange[],
): ReadonlySet<string> {
  const first = later(wanted.from, slot.validFrom);
  const last = wanted.to < slot.validTo ? wanted.to : slot.validTo;
  const dates = new Set(first <= last ? weekly(slot.weekday, first, last) : []);
  for (const { date, toDate } of changes) if (toDate !== null && standsOn(slot, date)) dates.add(date);
  return dates;
}

// Texts of days sort like the days.
function later(a: string, b: string): string {
  return a > b ? a : b;
}

function weekly(weekday: number, first: string, last: string): readonly string[] {
  const dates: string[] = [];
  const start = Temporal.PlainDate.from(first);
  let day = start.add({ days: (weekday - start.dayOfWeek + 7) % 7 });
  for (let text = day.toString(); text <= last; text = day.toString()) {
    dates.push(text);
    day = day.add({ days: 7 });
  }
  return dates;
}

function standsOn({ weekday, validFrom, validTo }: TimetableSlot, date: string): boolean {
  return date >= validFrom && date <= validTo && Temporal.PlainDate.from(date).dayOfWeek === weekday;
}
