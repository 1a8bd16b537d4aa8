import { eq } from 'drizzle-orm';
import { campusTimes } from '../registers/campus-times.ts';
import { holidays } from '../store/schema.ts';
import type { ImportContext } from './import-context.ts';
import type { Campus } from './read-campus.ts';

const DAY_MS = 86_400_000;

/** Longer holidays are called semesters. */
const MOST_DAYS = 200;

/** holidays.csv. Days that have been stay as they were. */
export function putHolidays(context: ImportContext, { holidays: table }: Campus): void {
  if (table === undefined) return;
  const { db, now, timeZone, count } = context;
  const { orm } = db;
  const days = daysIn(context, table);
  const stored = new Map(
    orm
      .select()
      .from(holidays)
      .all()
      .map(({ date, name }) => [date, name]),
  );
  for (const [date, name] of days) count('holidays', put(db, date, name, stored.get(date)));
  const today = campusTimes(timeZone).day(now);
  for (const date of stored.keys()) {
    if (days.has(date) || date < today) continue;
    orm.delete(holidays).where(eq(holidays.date, date)).run();
    count('holidays', 'removed');
  }
}

function put(
  { orm }: ImportContext['db'],
  date: string,
  name: string,
  before: string | undefined,
): 'added' | 'changed' | 'unchanged' {
  if (before === name) return 'unchanged';
  orm
    .insert(holidays)
    .values({ date, name })
    .onConflictDoUpdate({ target: holidays.date, set: { name } })
    .run();
  return before === undefined ? 'added' : 'changed';
}

function daysIn(
  { problems }: ImportContext,
  { file, rows }: NonNullable<Campus['holidays']>,
): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const { row, value } of rows) {
    const last = value.lastDate ?? value.date;
    const count = (Date.parse(last) - Date.parse(value.date)) / DAY_MS + 1;
    if (count < 1 || count > MOST_DAYS) {
      const problem = count < 1 ? 'This ends before it begins.' : `This lasts more than ${MOST_DAYS} days.`;
      problems.error({ file, row, column: 'lastDate' }, { problem, advice: 'Check date and lastDate.' });
      continue;
    }
    for (let index = 0; index < count; index += 1) {
      const day = new Date(Date.parse(value.date) + index * DAY_MS).toISOString().slice(0, 10);
      days.set(day, value.name);
    }
  }
  return days;
}
