import { eq, isNotNull } from 'drizzle-orm';
import type { PersonId } from '#domain/ids.ts';
import type { PersonRole } from '../store/people-store.ts';
import { people, roles } from '../store/schema.ts';
import { type ImportContext, newId } from './import-context.ts';
import { endPerson, restorePerson } from './person-end.ts';
import type { Campus, ImportTable } from './read-campus.ts';
import { reconcile } from './reconcile.ts';
import { type RolesByUser, rolesOfUsers } from './roles-of-users.ts';
import type { UserRow } from './rows.ts';
import { settleNumbers } from './student-numbers.ts';

type PersonRow = typeof people.$inferSelect;
/** Roles in one text, so that they compare as the other fields do. */
type Fields = Omit<PersonRow, 'id' | 'sourcedId'> & { readonly roles: string };

/** users.csv and roles.csv. */
export function putPeople(context: ImportContext, campus: Campus): void {
  const known = rolesOfUsers(context, campus);
  if (campus.users === undefined || known === undefined) return;
  const table = withoutRelatives(context, campus.users, known);
  const rolesOf = ({ sourcedId }: UserRow) => known.roles.get(sourcedId) ?? [];
  const isStudent = (user: UserRow) => rolesOf(user).includes('student');
  const numbers = settleNumbers(context, table, isStudent);
  const { db, now } = context;
  const add = adder(context);
  const setRoles = roleSetter(context);
  reconcile(context, table, {
    counted: 'people',
    stored: storedPeople(context),
    fieldsOf: (user, row) => fieldsOf(context, { file: table.file, row }, user, rolesOf(user), numbers),
    add({ sourcedId }, { roles: held, ...fields }) {
      const id = newId<PersonId>(now);
      add({ id, sourcedId, ...fields });
      setRoles(id, held);
    },
    change({ roles: before, ...kept }, { roles: held, ...fields }) {
      restorePerson(context, kept);
      db.orm.update(people).set(fields).where(eq(people.id, kept.id)).run();
      if (before !== held) setRoles(kept.id, held);
    },
    remove: ({ id }) => endPerson(context, id),
  });
}

/** Parents and the like have nothing to do with attendance: they count as not being there. */
function withoutRelatives(
  { problems }: ImportContext,
  users: ImportTable<UserRow>,
  { roles: known, unclear, others }: RolesByUser,
): ImportTable<UserRow> {
  const leftOut = users.rows.filter(
    ({ value: { sourcedId, status } }) =>
      status === 'active' && !known.has(sourcedId) && !unclear.has(sourcedId),
  );
  for (const { row, value } of leftOut) {
    if (others.has(value.sourcedId)) continue;
    const words = {
      problem: 'This person has no role and is left out.',
      advice: 'Say in roles.csv what they are.',
    };
    problems.warn({ file: users.file, row, column: 'sourcedId' }, words);
  }
  const ids = new Set(leftOut.map(({ value }) => value.sourcedId));
  return {
    ...users,
    rows: users.rows.filter(({ value }) => !ids.has(value.sourcedId)),
    mentioned: new Set([...users.mentioned].filter((id) => !ids.has(id))),
  };
}

function storedPeople({ db }: ImportContext): ReadonlyMap<string, PersonRow & { readonly roles: string }> {
  const held = new Map<PersonId, PersonRole[]>();
  for (const { personId, role } of db.orm.select().from(roles).all()) {
    held.set(personId, [...(held.get(personId) ?? []), role]);
  }
  const rows = db.orm.select().from(people).where(isNotNull(people.sourcedId)).all();
  return new Map(
    rows.map((row) => [row.sourcedId ?? '', { ...row, roles: (held.get(row.id) ?? []).sort().join() }]),
  );
}

function fieldsOf(
  { problems }: ImportContext,
  place: { readonly file: string; readonly row: number },
  user: UserRow,
  held: readonly PersonRole[],
  numbers: ReadonlyMap<string, string>,
): Fields | undefined {
  const given = user.preferredGivenName || user.givenName;
  const family = user.preferredFamilyName || user.familyName;
  const shown = user['metadata.displayName'] || `${given} ${family}`.trim();
  if (shown === '') {
    const words = { problem: 'This person has no name.', advice: 'Give a givenName or a familyName.' };
    problems.error({ ...place, column: 'familyName' }, words);
    return undefined;
  }
  const studentNumber = numbers.get(user.sourcedId) ?? null;
  if (studentNumber === null && held.includes('student') && user.identifier === '') {
    const problem = 'This student has no number, so no phone can be signed in for them.';
    const words = { problem, advice: 'Put the admission number into “identifier”.' };
    problems.warn({ ...place, column: 'identifier' }, words);
  }
  return {
    studentNumber,
    username: user.username === '' ? null : user.username,
    email: user.email.includes('@') ? user.email : null,
    givenName: given,
    familyName: family,
    name: shown,
    roles: held.join(),
    removedAt: null,
  };
}

function adder({ db }: ImportContext): (person: PersonRow) => void {
  const insert = db.sqlite.prepare(
    `insert into people (id, sourced_id, student_number, username, email, given_name, family_name, name)
     values (:id, :sourcedId, :studentNumber, :username, :email, :givenName, :familyName, :name)`,
  );
  return (person) => void insert.run(person);
}

function roleSetter({ db }: ImportContext): (personId: PersonId, held: string) => void {
  const clear = db.sqlite.prepare('delete from roles where person_id = ?');
  const insert = db.sqlite.prepare('insert into roles (person_id, role) values (?, ?)');
  return (personId, held) => {
    clear.run(personId);
    for (const role of held.split(',')) insert.run(personId, role);
  };
}
