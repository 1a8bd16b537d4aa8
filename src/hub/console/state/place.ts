import {
  type PersonId,
  PersonIdSchema,
  type SectionId,
  SectionIdSchema,
  type SessionId,
  SessionIdSchema,
} from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';

/** Where somebody is in the console; its address, so that it can be kept, sent and gone back to. */
export type Place =
  /** `date` is a day of the campus, `YYYY-MM-DD`; null for today. */
  | { readonly name: 'sessions'; readonly date: string | null }
  | { readonly name: 'register'; readonly sessionId: SessionId }
  | { readonly name: 'students'; readonly search: string }
  | { readonly name: 'student'; readonly personId: PersonId }
  | { readonly name: 'sections' }
  | { readonly name: 'section'; readonly sectionId: SectionId }
  | { readonly name: 'kiosks' }
  | { readonly name: 'import' }
  | { readonly name: 'accounts' }
  | { readonly name: 'unknown' };

/** Where the hub serves the console. */
const BASE = '/console';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export function placeAt({ pathname, search }: { readonly pathname: string; readonly search: string }): Place {
  const [first = '', second, ...more] = pathname
    .slice(BASE.length)
    .split('/')
    .filter((part) => part !== '');
  const query = new URLSearchParams(search);
  if (more.length > 0) return { name: 'unknown' };
  if (second !== undefined) return placeOf(first, second);
  switch (first) {
    case '':
      return { name: 'sessions', date: dateIn(query.get('date')) };
    case 'students':
      return { name: 'students', search: query.get('search') ?? '' };
    case 'sections':
    case 'kiosks':
    case 'import':
    case 'accounts':
      return { name: first };
    default:
      return { name: 'unknown' };
  }
}

/** A place that is about one thing. */
function placeOf(kind: string, id: string): Place {
  const session = SessionIdSchema.safeParse(id);
  if (kind === 'sessions' && session.success) return { name: 'register', sessionId: session.data };
  const section = SectionIdSchema.safeParse(id);
  if (kind === 'sections' && section.success) return { name: 'section', sectionId: section.data };
  const person = PersonIdSchema.safeParse(id);
  if (kind === 'students' && person.success) return { name: 'student', personId: person.data };
  return { name: 'unknown' };
}

function dateIn(text: string | null): string | null {
  return text !== null && DATE.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

export function addressOf(place: Place): string {
  switch (place.name) {
    case 'sessions':
      return place.date === null ? `${BASE}/` : `${BASE}/?date=${place.date}`;
    case 'register':
      return `${BASE}/sessions/${place.sessionId}`;
    case 'students':
      return place.search === ''
        ? `${BASE}/students`
        : `${BASE}/students?${new URLSearchParams({ search: place.search })}`;
    case 'student':
      return `${BASE}/students/${place.personId}`;
    case 'section':
      return `${BASE}/sections/${place.sectionId}`;
    case 'sections':
    case 'kiosks':
    case 'import':
    case 'accounts':
      return `${BASE}/${place.name}`;
    case 'unknown':
      return `${BASE}/unknown`;
    default:
      return unreachable(place);
  }
}
