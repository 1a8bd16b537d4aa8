import type { Session } from '#contracts/hub-api/sessions.ts';
import { SHOWN_STATES, type ShownState, shownState } from '../parts/session-look.ts';

export type SessionColumn = 'time' | 'course' | 'room' | 'teacher' | 'state' | 'attendance';

export type SessionArrangement = {
  readonly sought: string;
  readonly state: ShownState | 'all';
  readonly column: SessionColumn;
  readonly isDescending: boolean;
};

/** Sessions that say every word sought somewhere, in the order asked for; equal ones by start. */
export function arrangeSessions(
  sessions: readonly Session[],
  { sought, state, column, isDescending }: SessionArrangement,
): readonly Session[] {
  const wanted = sought
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const direction = isDescending ? -1 : 1;
  return sessions
    .filter((one) => (state === 'all' || shownState(one) === state) && says(one, wanted))
    .toSorted((a, b) => direction * compare(column, a, b) || a.startsAt - b.startsAt);
}

function says(session: Session, wanted: readonly string[]): boolean {
  const { courseCode, courseTitle, sectionName, room, teachers } = session;
  const names = teachers.map(({ name }) => name);
  const text = [courseCode, courseTitle, sectionName, room, ...names].join(' ').toLowerCase();
  return wanted.every((word) => text.includes(word));
}

function compare(column: SessionColumn, a: Session, b: Session): number {
  switch (column) {
    case 'time':
      return a.startsAt - b.startsAt;
    case 'course':
      return textOf(a).localeCompare(textOf(b), 'en', { numeric: true });
    case 'room':
      return a.room.localeCompare(b.room, 'en', { numeric: true });
    case 'teacher':
      return (a.teachers[0]?.name ?? '').localeCompare(b.teachers[0]?.name ?? '');
    case 'state':
      return SHOWN_STATES.indexOf(shownState(a)) - SHOWN_STATES.indexOf(shownState(b));
    case 'attendance':
      return shareHere(a) - shareHere(b);
  }
}

function textOf({ courseCode, sectionName }: Session): string {
  return `${courseCode} ${sectionName}`;
}

function shareHere({ stats }: Session): number {
  return stats.enrolled === 0 ? 0 : stats.here / stats.enrolled;
}
