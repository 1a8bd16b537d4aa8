import { eq, isNotNull } from 'drizzle-orm';
import type { PersonRole } from '../store/people-store.ts';
import { people, roles } from '../store/schema.ts';
import type { ImportContext } from './import-context.ts';
import type { Campus } from './read-campus.ts';

/** OneRoster's roles, of 1.1 and 1.2, as they are meant here. Who has none of these has no business at a kiosk. */
const ROLES: Readonly<Record<string, PersonRole | null>> = {
  student: 'student',
  teacher: 'faculty',
  proctor: 'faculty',
  administrator: 'admin',
  districtadministrator: 'admin',
  siteadministrator: 'admin',
  systemadministrator: 'admin',
  principal: 'admin',
  aide: 'staff',
  counselor: 'staff',
  parent: null,
  guardian: null,
  relative: null,
};

export type RolesByUser = {
  /** By `sourcedId` of the user; those who have none of the roles known here are left out. */
  readonly roles: ReadonlyMap<string, readonly PersonRole[]>;
  /** A role of theirs is wrong, so nothing can be said of them. */
  readonly unclear: ReadonlySet<string>;
  /** Have roles, but none that is known here: parents and the like. */
  readonly others: ReadonlySet<string>;
};

type RoleRow = {
  readonly row: number;
  readonly user: string;
  readonly role: string;
  readonly isGone: boolean;
};

type RoleList = {
  readonly file: string;
  readonly rows: readonly RoleRow[];
  /** Only changes: whoever it doesn't mention keeps theirs. */
  readonly isDelta: boolean;
  /** Whoever it mentions has no others: OneRoster 1.1 knows one role for each user. */
  readonly isWhole: boolean;
};

/** From roles.csv, or from users.csv where OneRoster 1.1 has them. `undefined` when neither says anything, which is noted. */
export function rolesOfUsers(context: ImportContext, campus: Campus): RolesByUser | undefined {
  const list = roleList(context, campus);
  if (list === undefined) return undefined;
  const unclear = new Set<string>();
  const others = new Set<string>();
  const found = list.isDelta ? rolesThatStay(context, list) : new Map<string, Set<PersonRole>>();
  for (const row of list.rows) {
    const { user, isGone } = row;
    const role = roleIn(context, list.file, row);
    if (role === undefined) unclear.add(user);
    else if (role === null) others.add(user);
    else if (isGone) found.get(user)?.delete(role);
    else found.set(user, (found.get(user) ?? new Set()).add(role));
  }
  const roles = Array.from(found, ([user, has]) => [user, [...has].sort()] as const);
  return { roles: new Map(roles.filter(([, has]) => has.length > 0)), unclear, others };
}

function roleList({ problems }: ImportContext, { users, roles, unreadable }: Campus): RoleList | undefined {
  if (unreadable.has('roles')) return undefined;
  if (users === undefined) {
    const advice = 'Send users.csv, too.';
    if (roles !== undefined && !problems.hasErrors()) {
      problems.error(
        { file: roles.file, row: null },
        { problem: 'Roles of users are there, but no users.', advice },
      );
    }
    return undefined;
  }
  if (roles !== undefined) return fromRoles({ problems }, users, roles);
  const rows = users.rows
    .filter(({ value }) => value.role !== '')
    .map(({ row, value: { sourcedId, role, status } }) => {
      return { row, user: sourcedId, role, isGone: status === 'tobedeleted' };
    });
  const isDelta = users.mode === 'delta';
  if (rows.length > 0 || isDelta) return { file: users.file, rows, isDelta, isWhole: true };
  const problem = 'Nothing says who is a student and who a teacher.';
  const advice = 'Send roles.csv (OneRoster 1.2), or users.csv with the column “role” (1.1).';
  problems.error({ file: users.file, row: null, column: 'role' }, { problem, advice });
  return undefined;
}

function fromRoles(
  { problems }: Pick<ImportContext, 'problems'>,
  users: NonNullable<Campus['users']>,
  { file, rows, mode }: NonNullable<Campus['roles']>,
): RoleList {
  for (const { row, value } of rows) {
    if (users.mentioned.has(value.userSourcedId)) continue;
    const words = {
      problem: 'users.csv has no row with this id.',
      advice: 'Send this user’s row in users.csv, too.',
    };
    problems.error({ file, row, column: 'userSourcedId' }, words);
  }
  return {
    file,
    isDelta: mode === 'delta',
    isWhole: false,
    rows: rows.map(({ row, value: { userSourcedId, role, status } }) => {
      return { row, user: userSourcedId, role, isGone: status === 'tobedeleted' };
    }),
  };
}

/** Null: one that has nothing to do with attendance. */
function roleIn(
  { problems }: Pick<ImportContext, 'problems'>,
  file: string,
  { row, role }: RoleRow,
): PersonRole | null | undefined {
  const known = ROLES[role.toLowerCase()];
  if (known === undefined) {
    const advice = `Use one of ${Object.keys(ROLES).join(', ')}.`;
    problems.error({ file, row, column: 'role' }, { problem: 'OneRoster has no such role.', advice });
  }
  return known;
}

function rolesThatStay({ db }: ImportContext, { rows, isWhole }: RoleList): Map<string, Set<PersonRole>> {
  const replaced = new Set(isWhole ? rows.map(({ user }) => user) : []);
  const found = new Map<string, Set<PersonRole>>();
  const held = db.orm
    .select({ sourcedId: people.sourcedId, role: roles.role })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(isNotNull(people.sourcedId))
    .all();
  for (const { sourcedId, role } of held) {
    const user = sourcedId ?? '';
    if (!replaced.has(user)) found.set(user, (found.get(user) ?? new Set()).add(role));
  }
  return found;
}
