import type { EpochMs, RoomId, SectionId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { campusTimes } from '../registers/campus-times.ts';
import { institutionOf } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { occurrencesIn } from '../store/occurrence-store.ts';
import type { UserRow } from '../store/user-store.ts';
import { mayRun } from './session-view.ts';

const DAY_MS = 86_400_000;

export type SessionsAsked = {
  /** Of the campus: `YYYY-MM-DD`. */
  readonly date: string;
  readonly section: SectionId | undefined;
  readonly room: RoomId | undefined;
  readonly user: UserRow;
};

/** The meetings that start on a day of the campus and that this user may run, by start. */
export function sessionsOn(
  db: HubDatabase,
  { date, section, room, user }: SessionsAsked,
): readonly Occurrence[] {
  const { day } = campusTimes(institutionOf(db).timeZone);
  // No zone is further than 14 hours from UTC, and no day longer than 25.
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return occurrencesIn(db, {
    from: (midnight - DAY_MS) as EpochMs,
    to: (midnight + 2 * DAY_MS) as EpochMs,
    sections: section === undefined ? undefined : [section],
    rooms: room === undefined ? undefined : [room],
  }).filter((occurrence) => day(occurrence.startsAt) === date && mayRun(user, occurrence));
}
