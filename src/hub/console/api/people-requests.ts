import {
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

/** A code that binds one phone to a student; told once. */
export function newSignInCode(id: PersonId, minutes: number): Asked<SignInCode> {
  return {
    method: 'POST',
    path: `/api/v1/people/${id}/sign-in-codes`,
    answer: SignInCodeSchema,
    body: { minutes },
  };
}
