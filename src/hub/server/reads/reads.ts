import type { PersonId, RoomId, SectionId, SessionId } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import { personDetail, personFor, personView, sectionsTaughtBy } from '../people/person-view.ts';
import { campusTimes } from '../registers/campus-times.ts';
import { sectionOverview, sectionViews } from '../registers/section-view.ts';
import { registerCsv, registerFileName } from '../sessions/register-csv.ts';
import { registerView } from '../sessions/register-view.ts';
import { sessionFor } from '../sessions/run-session.ts';
import { sessionView } from '../sessions/session-view.ts';
import { sessionsOn } from '../sessions/sessions-on.ts';
import { institutionOf } from '../store/campus-store.ts';
import type { PeopleSearch } from '../store/people-store.ts';
import { searchPeople } from '../store/people-store.ts';
import type { UserRow } from '../store/user-store.ts';

/** What a read may look at: nothing that writes, and no clock but the moment it was asked at. */
export type ReadParts = Pick<HubParts, 'db' | 'registers' | 'clock'>;

type Asker = { readonly user: UserRow };

/**
 * What goes through much of the database at once: reports, lists and exports. The same functions whether a thread of its own
 * runs them or, where the settings want none, the hub itself. Given and answer are copied, so they are plain data.
 */
export const READS = {
  sections: (parts: ReadParts, { user }: Asker) => sectionViews(parts, user),

  section: (parts: ReadParts, { user, id }: Asker & { readonly id: SectionId }) =>
    sectionOverview(parts, user, id),

  people: (parts: ReadParts, { user, search }: Asker & { readonly search: Omit<PeopleSearch, 'within'> }) => {
    const within = user.role === 'admin' ? undefined : sectionsTaughtBy(parts, user);
    const { rows, total } = searchPeople(parts.db, { ...search, within });
    return { people: rows.map((row) => personView(parts.db, row)), total };
  },

  person: (parts: ReadParts, { user, id }: Asker & { readonly id: PersonId }) =>
    personDetail(parts, user, personFor(parts, user, id)),

  sessions: (
    parts: ReadParts,
    asked: Asker & {
      readonly date: string | undefined;
      readonly section: SectionId | undefined;
      readonly room: RoomId | undefined;
    },
  ) => {
    const { section, room, user } = asked;
    const now = parts.clock.now();
    const date = asked.date ?? campusTimes(institutionOf(parts.db).timeZone).day(now);
    const found = sessionsOn(parts.db, { date, section, room, user });
    return { date, sessions: found.map((one) => sessionView(parts, one, user)), now };
  },

  registerCsv: (parts: ReadParts, { user, id }: Asker & { readonly id: SessionId }) => {
    const register = registerView(parts, sessionFor(parts, user, id).occurrence, user);
    const times = campusTimes(institutionOf(parts.db).timeZone);
    return { name: registerFileName(register, times), text: registerCsv(register, times) };
  },
} as const;

export type Reads = typeof READS;
export type ReadName = keyof Reads;
export type Given<N extends ReadName> = Parameters<Reads[N]>[1];
export type Answer<N extends ReadName> = ReturnType<Reads[N]>;

/** What a read came to; a refusal is an answer too. */
export type Read<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  | { readonly kind: 'refused'; readonly code: ApiFailure['code']; readonly message: string };

/** Runs one read on one state of the database, whatever is written meanwhile. */
export function runRead<N extends ReadName>(parts: ReadParts, name: N, given: Given<N>): Read<Answer<N>> {
  // The name and what is given belong together by type; the compiler can't follow a look-up by a union.
  const read = READS[name] as (parts: ReadParts, given: Given<N>) => Answer<N>;
  try {
    return { kind: 'answer', answer: parts.db.sqlite.transaction(() => read(parts, given))() };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return { kind: 'refused', code: error.code, message: error.message };
  }
}
