import { z } from 'zod';
import {
  type NewUser,
  type User,
  type UserPassword,
  UserPasswordSchema,
  UserSchema,
  UsersSchema,
} from '#contracts/hub-api/auth.ts';
import { type People, PeopleSchema } from '#contracts/hub-api/people.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Asked } from './asked.ts';

export const allUsers: Asked<z.infer<typeof UsersSchema>> = { path: '/api/v1/users', answer: UsersSchema };

/** The hub makes up the password and tells it once. */
export function newUser(body: Omit<NewUser, 'password'>): Asked<UserPassword> {
  return { method: 'POST', path: '/api/v1/users', answer: UserPasswordSchema, body };
}

export function newPassword(userId: string): Asked<UserPassword> {
  return { method: 'POST', path: `/api/v1/users/${userId}/password`, answer: UserPasswordSchema };
}

export function disableUser(userId: string): Asked<User> {
  return { method: 'POST', path: `/api/v1/users/${userId}/disable`, answer: UserSchema };
}

export function enableUser(userId: string): Asked<User> {
  return { method: 'POST', path: `/api/v1/users/${userId}/enable`, answer: UserSchema };
}

export function changeOwnPassword(current: string, next: string): Asked<null> {
  return { method: 'POST', path: '/api/v1/auth/password', answer: z.null(), body: { current, next } };
}

/** What a teacher opens classes with at a kiosk, and an administrator its panel. The one before stops working. */
export function setPin(personId: PersonId, pin: string): Asked<null> {
  return { method: 'PUT', path: `/api/v1/people/${personId}/pin`, answer: z.null(), body: { pin } };
}

/** Those who may have an account to teach with. */
export const allFaculty: Asked<People> = {
  path: '/api/v1/people?role=faculty&limit=500',
  answer: PeopleSchema,
};
