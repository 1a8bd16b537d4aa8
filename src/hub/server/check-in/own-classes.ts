import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { campusTimes } from '../registers/campus-times.ts';
import { institutionOf } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { occurrencesIn } from '../store/occurrence-store.ts';
import { sectionsOfPerson } from '../store/people-store.ts';

/** Longer than any local day is, with its clock change, on both sides of now. */
const DAY_MS = 26 * 3_600_000;

/** The person's classes of this local day, by start. */
export function classesToday(db: HubDatabase, personId: PersonId, now: EpochMs): readonly Occurrence[] {
  const { day } = campusTimes(institutionOf(db).timeZone);
  const today = day(now);
  return classesAround(db, personId, now, DAY_MS).filter(({ startsAt }) => day(startsAt) === today);
}

/** The person's class that is on now, or else the next one today, other than `except`. */
export function classElsewhere(
  db: HubDatabase,
  personId: PersonId,
  now: EpochMs,
  except: Occurrence,
): Occurrence | undefined {
  return classesToday(db, personId, now).find(
    ({ sessionId, cancelled, endsAt }) => sessionId !== except.sessionId && !cancelled && endsAt > now,
  );
}

/** Classes that start within so much time of now, on either side. */
export function classesAround(
  db: HubDatabase,
  personId: PersonId,
  now: EpochMs,
  withinMs: number,
): readonly Occurrence[] {
  const sections = sectionsOfPerson(db, personId, 'student', now);
  if (sections.length === 0) return [];
  const from = (now - withinMs) as EpochMs;
  const to = (now + withinMs) as EpochMs;
  return occurrencesIn(db, { from, to, sections });
}
