import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { PersonId } from '#domain/ids.ts';
import { users, webSessions } from '../store/access-schema.ts';
import { credentials, enrolments, people } from '../store/schema.ts';
import { endEnrolment } from './end-enrolment.ts';
import type { ImportContext } from './import-context.ts';

type Context = Pick<ImportContext, 'db' | 'now' | 'count'>;
type Person = typeof people.$inferSelect;

/**
 * Somebody who has left: their classes end and their card opens nothing, a teacher can't sign in any more. Everything that was
 * recorded stays, and so does the name that goes with it.
 */
export function endPerson({ db, now, count }: Context, id: PersonId): void {
  db.orm.update(people).set({ removedAt: now }).where(eq(people.id, id)).run();
  const current = db.orm
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.personId, id), or(isNull(enrolments.to), gt(enrolments.to, now))))
    .all();
  for (const enrolment of current) {
    endEnrolment({ db, now }, enrolment);
    count('enrolments', 'removed');
  }
  const { changes } = db.orm
    .update(credentials)
    .set({ to: now })
    .where(and(eq(credentials.personId, id), isNull(credentials.to)))
    .run();
  count('cards', 'removed', changes);
  setAccounts({ db }, id, null, now);
}

/** Somebody who is back gets back what ended when they left; classes come from the list of enrolments. */
export function restorePerson({ db, count }: Context, { id, removedAt }: Person): void {
  if (removedAt === null) return;
  const ended = db.orm
    .select()
    .from(credentials)
    .where(and(eq(credentials.personId, id), eq(credentials.to, removedAt)))
    .all();
  for (const card of ended) {
    const inUse = and(eq(credentials.tag, card.tag), isNull(credentials.to));
    if (db.orm.select().from(credentials).where(inUse).get() !== undefined) continue;
    db.orm.update(credentials).set({ to: null }).where(eq(credentials.id, card.id)).run();
    count('cards', 'added');
  }
  setAccounts({ db }, id, removedAt, null);
}

/** Administrators' accounts are nobody's to take away but another administrator's: a bad file must not lock everybody out. */
function setAccounts(
  { db }: Pick<Context, 'db'>,
  personId: PersonId,
  before: Person['removedAt'],
  disabledAt: Person['removedAt'],
): void {
  const was = before === null ? isNull(users.disabledAt) : eq(users.disabledAt, before);
  const accounts = db.orm
    .update(users)
    .set({ disabledAt })
    .where(and(eq(users.personId, personId), eq(users.role, 'faculty'), was))
    .returning({ id: users.id })
    .all();
  for (const { id } of accounts) db.orm.delete(webSessions).where(eq(webSessions.userId, id)).run();
}
