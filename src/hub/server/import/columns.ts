import { z } from 'zod';
import type { Words } from './problems.ts';

/** What a schema says about a cell: what is wrong on the first line, what to do about it on the second. */
function says(problem: string, advice: string): string {
  return `${problem}\n${advice}`;
}

/** Reads back what `says` has written. */
export function wordsIn(message: string): Words {
  const [problem = '', advice = ''] = message.split('\n');
  return { problem, advice: advice === '' ? 'Correct this cell.' : advice };
}

/** A cell, shortened: an unclosed quote can swallow a whole file. */
function quoted(cell: string): string {
  return cell.length > 40 ? `“${cell.slice(0, 40)}…”` : `“${cell}”`;
}

const EMPTY = says('This is empty.', 'Fill it in: every row needs it.');

/** Text that may be missing. Cells come without stray spaces already. */
export function optionalText(longest: number) {
  return z
    .string()
    .default('')
    .refine((text) => text.length <= longest, {
      error: says(`This is longer than ${longest} characters.`, 'Shorten it.'),
    });
}

export function text(longest: number) {
  return optionalText(longest).refine((value) => value !== '', { error: EMPTY });
}

/** OneRoster's own id of a row: any text, the same in every export. */
export const sourcedId = text(255);

/** OneRoster: a list of ids in one cell. */
export const sourcedIds = z
  .string()
  .default('')
  .transform((cell) =>
    cell
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  );

export const status = oneOf({ '': 'active', active: 'active', tobedeleted: 'tobedeleted' });

/** One of some words, whatever their case. */
export function oneOf<const Values extends Readonly<Record<string, string>>>(words: Values) {
  const known = new Map<string, Values[keyof Values]>(
    Object.entries(words).map(([word, value]) => [word.toLowerCase(), value as Values[keyof Values]]),
  );
  const listed = [...known.keys()].filter((word) => word !== '').join(', ');
  return z
    .string()
    .default('')
    .transform((cell, context) => {
      const value = known.get(cell.toLowerCase());
      if (value !== undefined) return value;
      const message =
        cell === '' ? EMPTY : says(`${quoted(cell)} isn’t known here.`, `Use one of ${listed}.`);
      context.issues.push({ code: 'custom', message, input: cell });
      return z.NEVER;
    });
}

/** A day of the calendar, `YYYY-MM-DD`; the time of a time stamp is left off. Empty: none. */
export const optionalDate = z
  .string()
  .default('')
  .transform((cell, context) => {
    if (cell === '') return null;
    const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(cell) ?? [];
    if (day !== undefined && isDay(day)) return day;
    const message = says(`${quoted(cell)} is no day.`, 'Write it as year-month-day, such as 2026-09-28.');
    context.issues.push({ code: 'custom', message, input: cell });
    return z.NEVER;
  });

export const date = optionalDate.transform((day, context) => {
  if (day !== null) return day;
  context.issues.push({ code: 'custom', message: EMPTY, input: day });
  return z.NEVER;
});

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** `HH:MM`, by the 24-hour clock of the campus. Spreadsheets like to drop the first zero and to add seconds. */
export const timeOfDay = z
  .string()
  .default('')
  .transform((cell, context) => {
    const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(cell) ?? [];
    if (hours !== '' && Number(hours) < 24 && Number(minutes) < 60)
      return `${hours.padStart(2, '0')}:${minutes}`;
    const message =
      cell === ''
        ? EMPTY
        : says(`${quoted(cell)} is no time.`, 'Write it by the 24-hour clock, such as 09:00 or 13:30.');
    context.issues.push({ code: 'custom', message, input: cell });
    return z.NEVER;
  });

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** 1 Monday to 7 Sunday, from the English name, its first three letters or the number. */
export const weekday = z
  .string()
  .default('')
  .transform((cell, context) => {
    const word = cell.toLowerCase();
    const place = WEEKDAYS.findIndex((name, index) =>
      [name, name.slice(0, 3), String(index + 1)].includes(word),
    );
    if (place >= 0) return place + 1;
    const message =
      cell === ''
        ? EMPTY
        : says(`${quoted(cell)} is no day of the week.`, 'Write Monday to Sunday, Mon to Sun, or 1 to 7.');
    context.issues.push({ code: 'custom', message, input: cell });
    return z.NEVER;
  });
