import { minutesOf, timeOf, weekdayOf } from './calendar.ts';
import { DEMO_ROOM, type DemoRoom, type SectionKey } from './demo-campus.ts';

/** A class lasts this long. */
export const CLASS_MINUTES = 90;
const BREAK_MINUTES = 15;
const BLOCK_MINUTES = CLASS_MINUTES + BREAK_MINUTES;

/** When classes start on an ordinary day. */
const FIRST_START = 8 * 60;
const LAST_START = 19 * 60 + 30;

export type WeeklyClass = {
  readonly section: SectionKey;
  readonly room: DemoRoom;
  readonly weekday: number;
  readonly startsAt: string;
  readonly endsAt: string;
};

/**
 * A week in which a class begins in the demo's room on this day at this minute, with others before and after it and next
 * door. Every section meets on this weekday and on another one.
 */
export function demoWeek(today: string, time: string): readonly WeeklyClass[] {
  const weekday = weekdayOf(today);
  const now = minutesOf(time);
  const { before, after } = startsAround(now);
  const other = otherWeekday(weekday);
  return [
    weekly('cs-a', DEMO_ROOM, weekday, now),
    weekly('ma-b', 'C-110', weekday, now),
    weekly('ph-a', DEMO_ROOM, weekday, before),
    weekly('ma-a', 'C-110', weekday, before),
    weekly('cs-b', DEMO_ROOM, weekday, after),
    weekly('cs-b', DEMO_ROOM, other, 9 * 60),
    weekly('ma-a', 'A-012', other, 9 * 60),
    weekly('cs-a', DEMO_ROOM, other, 9 * 60 + BLOCK_MINUTES),
    weekly('ma-b', 'C-110', other, 9 * 60 + BLOCK_MINUTES),
    weekly('ph-a', 'D-301', other, 13 * 60 + 30),
  ];
}

function weekly(section: SectionKey, room: DemoRoom, weekday: number, start: number): WeeklyClass {
  return { section, room, weekday, startsAt: timeOf(start), endsAt: timeOf(start + CLASS_MINUTES) };
}

/** Starts of the blocks before and after the one that begins now. At night both are wherever the day has room for them. */
function startsAround(now: number): { readonly before: number; readonly after: number } {
  const blocks = Array.from({ length: 29 }, (_, index) => index - 14)
    .filter((block) => block !== 0)
    .map((block) => ({ block, start: now + block * BLOCK_MINUTES }))
    .filter(({ start }) => start >= FIRST_START && start <= LAST_START)
    .toSorted((a, b) => Math.abs(a.block) - Math.abs(b.block));
  const earlier = blocks.filter(({ block }) => block < 0);
  const later = blocks.filter(({ block }) => block > 0);
  const before = earlier[0] ?? later[1];
  const after = later[0] ?? earlier[1];
  if (before === undefined || after === undefined) throw new Error('a day has room for two classes');
  return { before: before.start, after: after.start };
}

/** Two days later, or else two days before; never at a weekend. */
function otherWeekday(weekday: number): number {
  const later = ((weekday + 1) % 7) + 1;
  return later <= 5 ? later : ((weekday + 4) % 7) + 1;
}
