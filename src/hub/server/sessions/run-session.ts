import { randomBytes } from 'node:crypto';
import type { FacultyMarks, OpenSession } from '#contracts/hub-api/sessions.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { EpochMs, PersonId, SessionId } from '#domain/ids.ts';
import type { Register } from '#domain/register/register.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import type { Entry } from '../ledger/hub-ledger.ts';
import { roomById, sectionById } from '../store/campus-store.ts';
import { addNote, commitmentTo, eraseNote } from '../store/note-store.ts';
import { occurrenceOf } from '../store/occurrence-store.ts';
import { sectionsOfPerson, teachersOf } from '../store/people-store.ts';
import type { UserRow } from '../store/user-store.ts';
import { mayRun } from './session-view.ts';

const MINUTE_MS = 60_000;

type Parts = Pick<HubParts, 'db' | 'clock' | 'ledger' | 'registers'>;
type Running = { readonly occurrence: Occurrence; readonly register: Register };

/** A session that this user may see: admins every one, faculty those they teach. */
export function sessionFor(
  parts: Pick<Parts, 'db' | 'registers'>,
  user: UserRow,
  sessionId: SessionId,
): Running {
  const occurrence = occurrenceOf(parts.db, sessionId);
  if (occurrence === undefined) throw new ApiFailure('session-not-found');
  if (!mayRun(user, occurrence)) throw new ApiFailure('forbidden', 'You do not teach this class.');
  return { occurrence, register: parts.registers.registerOf(occurrence) };
}

/** Opens a meeting of the timetable, or one of its own, under the hub's number. Opening what is open here changes nothing. */
export function openSession(parts: Parts, user: UserRow, asked: OpenSession): Occurrence {
  return asked.kind === 'scheduled'
    ? openScheduled(parts, user, asked.sessionId)
    : openAdHoc(parts, user, asked);
}

function openScheduled(parts: Parts, user: UserRow, sessionId: SessionId): Occurrence {
  const { occurrence, register } = sessionFor(parts, user, sessionId);
  const { state, openings, doorsOpenAt, closesAt } = register.standing;
  const now = parts.clock.now();
  // One that was called off may be opened: whoever stands in the room knows better.
  if (state === 'SEALED' || state === 'LOCKED') throw new ApiFailure('session-locked');
  if (state === 'OPEN' && openings.some(({ kiosk }) => kiosk === 0)) return occurrence;
  if (now < doorsOpenAt || now >= closesAt) throw new ApiFailure('doors-not-open');
  appendOpening(parts, user, sessionId, null);
  return occurrence;
}

function openAdHoc(parts: Parts, user: UserRow, asked: Extract<OpenSession, { kind: 'ad-hoc' }>): Occurrence {
  const { db, clock } = parts;
  const section = sectionById(db, asked.sectionId);
  if (section === undefined || section.removedAt !== null) throw new ApiFailure('section-not-found');
  const room = roomById(db, asked.roomId);
  if (room === undefined) throw new ApiFailure('room-not-found');
  const startsAt = clock.now();
  const teaches = user.personId !== null && isTeacherOf(parts, user.personId, section.id);
  if (user.role !== 'admin' && !teaches) throw new ApiFailure('forbidden', 'You do not teach this section.');
  const occurrence: Occurrence = {
    sessionId: uuidV7(startsAt, randomBytes(10)) as SessionId,
    sectionId: section.id,
    courseCode: section.courseCode.slice(0, 40),
    courseTitle: section.courseTitle.slice(0, 200),
    sectionName: section.name.slice(0, 100),
    roomId: room.id,
    roomName: room.name.slice(0, 80),
    startsAt,
    endsAt: (startsAt + asked.minutes * MINUTE_MS) as EpochMs,
    faculty: [...teachersOf(db, section.id, startsAt)].slice(0, 20),
    cancelled: false,
    adHoc: true,
  };
  appendOpening(parts, user, occurrence.sessionId, occurrence);
  return occurrence;
}

function isTeacherOf({ db, clock }: Parts, personId: PersonId, sectionId: Occurrence['sectionId']): boolean {
  return sectionsOfPerson(db, personId, 'teacher', clock.now()).includes(sectionId);
}

function appendOpening(
  { ledger }: Parts,
  user: UserRow,
  sessionId: SessionId,
  adHoc: Occurrence | null,
): void {
  const number = ledger.nextOpeningNumber();
  ledger.append('opening-started', { sessionId, number, by: user.personId, method: 'console', adHoc });
}

/** Moves the close; of a session that was ended by hand it takes the end back. */
export function extendSession(parts: Parts, user: UserRow, sessionId: SessionId, minutes: number): void {
  const { register } = sessionFor(parts, user, sessionId);
  const { openedAt, closesAt, lastControl } = register.standing;
  refuseFinished(register);
  if (openedAt === null) throw new ApiFailure('session-not-open');
  const from = Math.max(closesAt, parts.clock.now());
  parts.ledger.append('session-extended', {
    sessionId,
    closesAt: (from + minutes * MINUTE_MS) as EpochMs,
    by: user.personId,
    supersedes: lastControl,
  });
}

/** Ending twice is ending once. */
export function endSession(parts: Parts, user: UserRow, sessionId: SessionId): void {
  const { register } = sessionFor(parts, user, sessionId);
  const { state, endedBy, lastControl } = register.standing;
  refuseFinished(register);
  if (endedBy !== null) return;
  if (state !== 'OPEN') throw new ApiFailure('session-not-open');
  parts.ledger.append('session-ended', { sessionId, by: user.personId, supersedes: lastControl });
}

export function cancelSession(parts: Parts, user: UserRow, sessionId: SessionId): void {
  const { register } = sessionFor(parts, user, sessionId);
  const { state } = register.standing;
  if (state === 'CANCELLED') return;
  refuseFinished(register);
  if (register.standing.openedAt !== null) {
    throw new ApiFailure('invalid-request', 'This session was held. End it instead.');
  }
  parts.ledger.append('session-cancelled', { sessionId, by: user.personId });
}

/** Marks by hand, all or none of them. Notes go into a table of their own; the ledger holds only what they are committed to. */
export function setMarks(
  parts: Parts,
  user: UserRow,
  sessionId: SessionId,
  { marks }: FacultyMarks,
): ReadonlySet<PersonId> {
  const { register } = sessionFor(parts, user, sessionId);
  const by = user.personId;
  if (by === null) throw new ApiFailure('forbidden', 'Your account belongs to nobody, so it cannot mark.');
  if (register.standing.state === 'LOCKED') throw new ApiFailure('session-locked');
  if (register.standing.state === 'CANCELLED') throw new ApiFailure('session-cancelled');
  const known = new Map(register.marks.map((mark) => [mark.personId, mark]));
  const notes: { readonly text: string; readonly salt: Uint8Array }[] = [];
  const entries = marks.map(({ personId, status, reason, note }): Entry => {
    const before = known.get(personId);
    if (before === undefined) throw new ApiFailure('not-enrolled');
    const salt = randomBytes(16);
    if (note !== null) notes.push({ text: note, salt });
    const commitment = note === null ? null : commitmentTo(note, salt);
    const body = {
      sessionId,
      personId,
      status,
      reason,
      note: commitment,
      by,
      supersedes: before.lastHandMark,
    };
    return { type: 'mark-set', body };
  });
  const now = parts.clock.now();
  parts.ledger.appendMany(entries, () => {
    for (const { text, salt } of notes) addNote(parts.db, text, salt, now);
  });
  return new Set(marks.map(({ personId }) => personId));
}

/** Forgets what was noted with a person's mark, for good. The mark stays, and so does the chain its event stands in. */
export function eraseMarkNotes(parts: Parts, sessionId: SessionId, personId: PersonId): void {
  if (parts.registers.register(sessionId) === undefined) throw new ApiFailure('session-not-found');
  for (const { event } of parts.registers.factsOf(sessionId)) {
    if (event.type !== 'mark-set' || event.body.personId !== personId) continue;
    if (event.body.note !== null) eraseNote(parts.db, event.body.note);
  }
}

function refuseFinished({ standing }: Register): void {
  if (standing.state === 'LOCKED' || standing.state === 'SEALED') throw new ApiFailure('session-locked');
  if (standing.state === 'CANCELLED') throw new ApiFailure('session-cancelled');
}
