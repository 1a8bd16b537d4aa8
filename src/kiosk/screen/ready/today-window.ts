import type { TodayLine } from '#contracts/engine-link/screen-state.ts';

/** The part of a day that fits: what came before and after is only counted. */
export type TodayWindow = {
  readonly earlier: number;
  readonly lines: readonly TodayLine[];
  readonly more: number;
};

function isOver(line: TodayLine): boolean {
  return line.state === 'done' || line.state === 'not-held';
}

/** At most `rows` lines of a day around the present; a line that counts the rest takes a row's place itself. */
export function todayWindow(today: readonly TodayLine[], rows: number): TodayWindow {
  if (today.length <= rows) return { earlier: 0, lines: today, more: 0 };
  const firstOpen = today.findIndex((line) => !isOver(line));
  // The last finished class stays in sight, because people are still asking about it.
  const wanted = Math.max(0, (firstOpen === -1 ? today.length : firstOpen) - 1);
  const start = Math.min(wanted, Math.max(0, today.length - (rows - 1)));
  const room = rows - (start > 0 ? 1 : 0);
  const fitsToEnd = today.length - start <= room;
  const lines = today.slice(start, start + (fitsToEnd ? room : Math.max(0, room - 1)));
  return { earlier: start, lines, more: today.length - start - lines.length };
}

/** The line to mark: the class that is on, or the next one while nothing is. */
export function presentLine(today: readonly TodayLine[]): TodayLine | undefined {
  return today.find(({ state }) => state === 'now') ?? today.find(({ state }) => state === 'next');
}
