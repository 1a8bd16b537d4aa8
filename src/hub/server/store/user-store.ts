import { and, asc, count, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import type { EpochMs } from '#domain/ids.ts';
import { users, webSessions } from './access-schema.ts';
import type { HubDatabase } from './hub-database.ts';
import { people } from './schema.ts';

export type UserRow = typeof users.$inferSelect;

export function userByName(db: HubDatabase, username: string): UserRow | undefined {
  return db.orm.select().from(users).where(eq(users.username, username)).get();
}

export function userById(db: HubDatabase, id: string): UserRow | undefined {
  return db.orm.select().from(users).where(eq(users.id, id)).get();
}

export function allUsers(db: HubDatabase): readonly (UserRow & { readonly name: string | null })[] {
  return db.orm
    .select({ user: users, name: people.name })
    .from(users)
    .leftJoin(people, eq(people.id, users.personId))
    .orderBy(asc(users.username))
    .all()
    .map(({ user, name }) => ({ ...user, name }));
}

export function hasUsers(db: HubDatabase): boolean {
  return (db.orm.select({ total: count() }).from(users).get()?.total ?? 0) > 0;
}

export function addUser(db: HubDatabase, user: UserRow): void {
  db.orm.insert(users).values(user).run();
}

/** How many could still administer this hub if `exceptId` couldn't. */
export function otherAdmins(db: HubDatabase, exceptId: string): number {
  const others = and(eq(users.role, 'admin'), isNull(users.disabledAt), ne(users.id, exceptId));
  return db.orm.select({ total: count() }).from(users).where(others).get()?.total ?? 0;
}

/** Signs all of the account's browsers out, too. */
export function setPassword(db: HubDatabase, userId: string, password: string): void {
  db.transaction(() => {
    db.orm.update(users).set({ password }).where(eq(users.id, userId)).run();
    db.orm.delete(webSessions).where(eq(webSessions.userId, userId)).run();
  });
}

export function setDisabled(db: HubDatabase, userId: string, disabledAt: EpochMs | null): void {
  db.transaction(() => {
    db.orm.update(users).set({ disabledAt }).where(eq(users.id, userId)).run();
    db.orm.delete(webSessions).where(eq(webSessions.userId, userId)).run();
  });
}

export function addWebSession(db: HubDatabase, session: typeof webSessions.$inferSelect): void {
  db.transaction(() => {
    db.orm.delete(webSessions).where(lt(webSessions.expiresAt, session.createdAt)).run();
    db.orm.insert(webSessions).values(session).run();
  });
}

export function userOfWebSession(db: HubDatabase, tokenHash: string, now: EpochMs): UserRow | undefined {
  return db.orm
    .select({ user: users })
    .from(webSessions)
    .innerJoin(users, eq(users.id, webSessions.userId))
    .where(
      and(eq(webSessions.tokenHash, tokenHash), gt(webSessions.expiresAt, now), isNull(users.disabledAt)),
    )
    .get()?.user;
}

export function removeWebSession(db: HubDatabase, tokenHash: string): void {
  db.orm.delete(webSessions).where(eq(webSessions.tokenHash, tokenHash)).run();
}
