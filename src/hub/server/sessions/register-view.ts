import type { z } from 'zod';
import type {
  QuarantineLineSchema,
  RegisterLine,
  Register as RegisterView,
} from '#contracts/hub-api/sessions.ts';
import type { EventId, Hash, PersonId } from '#domain/ids.ts';
import { explainQuarantined } from '#domain/register/explain.ts';
import type { Fact } from '#domain/register/fact.ts';
import type { Mark } from '#domain/register/mark.ts';
import type { Register } from '#domain/register/register.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubParts } from '../hub-parts.ts';
import { markWords } from '../registers/mark-words.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { notesOf } from '../store/note-store.ts';
import { namesOf } from '../store/people-store.ts';
import type { UserRow } from '../store/user-store.ts';
import { sessionView } from './session-view.ts';

type Parts = Pick<HubParts, 'db' | 'registers' | 'clock'>;

/** A whole register with names and words, by name. */
export function registerView(parts: Parts, occurrence: Occurrence, user: UserRow): RegisterView {
  const register = parts.registers.registerOf(occurrence);
  return {
    session: sessionView(parts, occurrence, user),
    lines: registerLines(parts, register, register.marks),
    quarantine: quarantineLines(parts.db, register),
    flags: [...register.flags],
    now: parts.clock.now(),
  };
}

/** Lines for some of a register's marks, by name. */
export function registerLines(
  { db, registers }: Parts,
  { sessionId }: Register,
  marks: readonly Mark[],
): RegisterLine[] {
  const people = namesOf(
    db,
    marks.map(({ personId }) => personId),
  );
  const words = markWords(db);
  const { noted, doubts } = remarksIn(registers.factsOf(sessionId));
  const notes = notesByPerson(db, noted, marks);
  return marks
    .map((mark) => {
      const person = people.get(mark.personId);
      return {
        personId: mark.personId,
        name: person?.name ?? '',
        studentNumber: person?.studentNumber ?? '',
        status: mark.status,
        flags: [...mark.flags, ...new Set(mark.evidence.flatMap((id) => doubts.get(id) ?? []))],
        arrivedAt: mark.arrivedAt,
        method: mark.method,
        explanation: words(mark),
        note: notes.get(mark.personId) ?? null,
        sortKey: `${person?.familyName ?? ''}\0${person?.givenName ?? ''}\0${mark.personId}`,
      };
    })
    .toSorted((a, b) => BY_NAME.compare(a.sortKey, b.sortKey))
    .map(({ sortKey: _, ...line }) => line);
}

const BY_NAME = new Intl.Collator('en', { sensitivity: 'base' });

type Remarks = {
  /** What a mark by hand that came with a note is committed to. */
  readonly noted: ReadonlyMap<EventId, Hash>;
  /** What a teacher should know of a check-in by phone. */
  readonly doubts: ReadonlyMap<EventId, readonly string[]>;
};

function remarksIn(facts: readonly Fact[]): Remarks {
  const noted = new Map<EventId, Hash>();
  const doubts = new Map<EventId, readonly string[]>();
  for (const { id, event } of facts) {
    if (event.type === 'mark-set' && event.body.note !== null) noted.set(id, event.body.note);
    if (event.type === 'phone-check-in') doubts.set(id, event.body.flags);
  }
  return { noted, doubts };
}

function notesByPerson(
  db: HubDatabase,
  noted: ReadonlyMap<EventId, Hash>,
  marks: readonly Mark[],
): ReadonlyMap<PersonId, string> {
  const texts = notesOf(db, [...noted.values()]);
  const found = new Map<PersonId, string>();
  for (const { personId, lastHandMark } of marks) {
    const commitment = lastHandMark === null ? undefined : noted.get(lastHandMark);
    const text = commitment === undefined ? undefined : texts.get(commitment);
    if (text !== undefined) found.set(personId, text);
  }
  return found;
}

function quarantineLines(db: HubDatabase, { quarantine }: Register): z.infer<typeof QuarantineLineSchema>[] {
  const people = namesOf(
    db,
    quarantine.map(({ personId }) => personId).filter((id) => id !== null),
  );
  return quarantine.map((one) => ({
    eventId: one.eventId,
    at: one.at,
    reason: one.reason,
    explanation: explainQuarantined(one),
    personId: one.personId,
    name: one.personId === null ? null : (people.get(one.personId)?.name ?? null),
  }));
}
