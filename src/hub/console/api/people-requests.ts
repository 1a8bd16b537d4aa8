import {
  type Badge,
  BadgeSchema,
  type People,
  PeopleSchema,
  type PersonDetail,
  PersonDetailSchema,
  type SignInCode,
  SignInCodeSchema,
} from '#contracts/hub-api/people.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Asked } from './asked.ts';

/** As many as anybody scrolls through; beyond that it is quicker to type more of the name. */
const MOST_FOUND = 100;

export function findStudents(search: string): Asked<People> {
  const query = new URLSearchParams({ search, role: 'student', limit: String(MOST_FOUND) });
  return { path: `/api/v1/people?${query}`, answer: PeopleSchema };
}

export function personDetail(id: PersonId): Asked<PersonDetail> {
  return { path: `/api/v1/people/${id}`, answer: PersonDetailSchema };
}

/** Ends a card from now on; the answer is everything known of the person after that. */
export function takeCardAway(id: PersonId, cardId: string): Asked<PersonDetail> {
  return { method: 'DELETE', path: `/api/v1/people/${id}/cards/${cardId}`, answer: PersonDetailSchema };
}

/** A code that binds one phone to a student; told once. */
export function newSignInCode(id: PersonId, minutes: number): Asked<SignInCode> {
  return {
    method: 'POST',
    path: `/api/v1/people/${id}/sign-in-codes`,
    answer: SignInCodeSchema,
    body: { minutes },
  };
}

/** A badge to be printed; told once. */
export function newBadge(id: PersonId): Asked<Badge> {
  return { method: 'POST', path: `/api/v1/people/${id}/badges`, answer: BadgeSchema };
}
