import type { Session, SessionStats } from '#contracts/hub-api/sessions.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Register } from '#domain/register/register.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubParts } from '../hub-parts.ts';
import { namesOf } from '../store/people-store.ts';
import type { UserRow } from '../store/user-store.ts';

type Parts = Pick<HubParts, 'db' | 'registers'>;

/** A session as the console shows it to this user. */
export function sessionView(parts: Parts, occurrence: Occurrence, user: UserRow): Session {
  return viewOf(parts, occurrence, user, parts.registers.registerOf(occurrence));
}

export function statsOf(parts: Parts, { sessionId, counts }: Register): SessionStats {
  const { noted: _, ...shown } = counts;
  return { revision: parts.registers.revision(sessionId), ...shown };
}

/** Admins may run every session, faculty those they teach. */
export function mayRun(user: UserRow, { faculty }: Occurrence): boolean {
  return user.role === 'admin' || (user.personId !== null && faculty.includes(user.personId));
}

function viewOf(parts: Parts, occurrence: Occurrence, user: UserRow, register: Register): Session {
  const { standing } = register;
  const { sessionId, sectionId, courseCode, courseTitle, sectionName } = occurrence;
  const { roomId, roomName, startsAt, endsAt, adHoc } = occurrence;
  const { state, doorsOpenAt, openedAt, closesAt, endedBy, notHeld, sealedAt, lockedAt } = standing;
  return {
    ...{ sessionId, sectionId, courseCode, courseTitle, sectionName },
    ...{ roomId, room: roomName, startsAt, endsAt, adHoc },
    ...{ state, doorsOpenAt, openedAt, closesAt, notHeld, sealedAt, lockedAt },
    ended: endedBy !== null,
    teachers: teachersOf(parts, occurrence.faculty),
    stats: statsOf(parts, register),
    mine: mayRun(user, occurrence),
  };
}

function teachersOf({ db }: Parts, ids: readonly PersonId[]): Session['teachers'] {
  const names = namesOf(db, ids);
  return ids.map((personId) => ({ personId, name: names.get(personId)?.name ?? '' }));
}
