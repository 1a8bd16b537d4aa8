import { randomBytes } from 'node:crypto';
import type { NewUser, User, UserPassword } from '#contracts/hub-api/auth.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { addPerson, personById } from '../store/people-store.ts';
import {
  addUser,
  otherAdmins,
  setDisabled,
  setPassword,
  type UserRow,
  userById,
  userByName,
} from '../store/user-store.ts';
import { hashPassword, madeUpPassword } from './passwords.ts';

/** Makes an account. It always belongs to a person, because marks by hand name who set them. */
export async function createAccount(db: HubDatabase, asked: NewUser, now: EpochMs): Promise<UserPassword> {
  if (userByName(db, asked.username) !== undefined)
    throw new ApiFailure('already-exists', 'This user name is taken.');
  if (asked.personId !== null && personById(db, asked.personId) === undefined)
    throw new ApiFailure('person-not-found');
  const password = asked.password ?? madeUpPassword();
  const hashed = await hashPassword(password);
  const user = db.transaction((): UserRow => {
    const personId = asked.personId ?? addPersonFor(db, asked, now);
    const id = uuidV7(now, randomBytes(10));
    const { username, role } = asked;
    const row = { id, username, role, personId, password: hashed, createdAt: now, disabledAt: null };
    addUser(db, row);
    // Kiosks are told who may look after them.
    if (role === 'admin') db.bumpDataVersion();
    return row;
  });
  return { user: accountView(db, user), password: asked.password === undefined ? password : null };
}

/** Gives the account a new password, told once, and signs its browsers out. */
export async function resetPassword(db: HubDatabase, userId: string): Promise<UserPassword> {
  const user = accountById(db, userId);
  const password = madeUpPassword();
  setPassword(db, userId, await hashPassword(password));
  return { user: accountView(db, user), password };
}

/** Never the last administrator: somebody must be able to take it back. */
export function setAccountDisabled(db: HubDatabase, userId: string, disabledAt: EpochMs | null): User {
  const user = accountById(db, userId);
  if (disabledAt !== null && user.role === 'admin' && otherAdmins(db, userId) === 0) {
    throw new ApiFailure('invalid-request', 'This is the last administrator. Make another one first.');
  }
  setDisabled(db, userId, disabledAt);
  if (user.role === 'admin') db.transaction(() => db.bumpDataVersion());
  return accountView(db, { ...user, disabledAt });
}

export function accountView(db: HubDatabase, { id, username, role, personId, disabledAt }: UserRow): User {
  const name = personId === null ? null : (personById(db, personId)?.name ?? null);
  return { id, username, role, personId, name, disabled: disabledAt !== null };
}

function accountById(db: HubDatabase, userId: string): UserRow {
  const user = userById(db, userId);
  if (user === undefined) throw new ApiFailure('user-not-found');
  return user;
}

function addPersonFor(db: HubDatabase, { username, role }: NewUser, now: EpochMs): PersonId {
  const id = uuidV7(now, randomBytes(10)) as PersonId;
  addPerson(db, { id, givenName: '', familyName: username, name: username }, [role]);
  return id;
}
