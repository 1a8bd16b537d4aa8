import { eq, isNotNull } from 'drizzle-orm';
import { people } from '../store/schema.ts';
import type { ImportContext } from './import-context.ts';
import type { ImportTable } from './read-campus.ts';
import type { UserRow } from './rows.ts';

type PersonRow = typeof people.$inferSelect;
type Claim = { readonly sourcedId: string; readonly number: string; readonly row: number };

/**
 * Which student gets which number, by `sourcedId`. A number belongs to one person for good: somebody who comes under a new id but
 * with a number that is known is that person. Numbers that change hands are taken from their holders here, so that giving
 * them out in any order never makes two people share one.
 */
export function settleNumbers(
  context: ImportContext,
  table: ImportTable<UserRow>,
  isStudent: (user: UserRow) => boolean,
): ReadonlyMap<string, string> {
  const { db } = context;
  const granted = new Map<string, string>();
  const holders = new Map<string, PersonRow>(
    db.orm
      .select()
      .from(people)
      .where(isNotNull(people.studentNumber))
      .all()
      .map((row) => [row.studentNumber ?? '', row]),
  );
  const states = new Map(table.rows.map(({ value }) => [value.sourcedId, value.status]));
  const stored = new Set(
    db.orm
      .select({ id: people.sourcedId })
      .from(people)
      .where(isNotNull(people.sourcedId))
      .all()
      .map(({ id }) => id),
  );
  for (const claim of claimsIn(context, table, isStudent)) {
    const holder = holders.get(claim.number);
    const state = holder?.sourcedId == null ? undefined : states.get(holder.sourcedId);
    if (holder === undefined || holder.sourcedId === claim.sourcedId || state === 'active') {
      granted.set(claim.sourcedId, claim.number);
    } else if (!stored.has(claim.sourcedId) && hasLeft(table, holder, state)) {
      adopt(context, table.file, claim, holder);
      granted.set(claim.sourcedId, claim.number);
    } else refuse(context, table.file, claim, holder);
  }
  freeNumbers(context, table, granted);
  return granted;
}

/** Whether whoever has the number is known under an id that isn't in use any more. */
function hasLeft(
  { mode, mentioned }: ImportTable<UserRow>,
  { sourcedId, removedAt }: PersonRow,
  state: UserRow['status'] | undefined,
): boolean {
  if (sourcedId === null || state === 'tobedeleted' || removedAt !== null) return true;
  return mode === 'bulk' && !mentioned.has(sourcedId);
}

/** The first row with a number gets it. */
function claimsIn(
  { problems }: ImportContext,
  { file, rows }: ImportTable<UserRow>,
  isStudent: (user: UserRow) => boolean,
): readonly Claim[] {
  const claims = new Map<string, Claim>();
  for (const { row, value } of rows) {
    const { sourcedId, identifier: number, status } = value;
    if (status !== 'active' || number === '' || !isStudent(value)) continue;
    const first = claims.get(number);
    if (first === undefined) claims.set(number, { sourcedId, number, row });
    else {
      const words = {
        problem: `The student in row ${first.row} has the same number.`,
        advice: 'Each student needs a number of their own. If both rows are one person, keep one of them.',
      };
      problems.error({ file, row, column: 'identifier' }, words);
    }
  }
  return [...claims.values()];
}

function adopt(
  { db, problems }: ImportContext,
  file: string,
  { sourcedId, row }: Claim,
  holder: PersonRow,
): void {
  db.orm.update(people).set({ sourcedId }).where(eq(people.id, holder.id)).run();
  if (holder.sourcedId === null) return;
  const problem = `The student with this number was known as “${holder.sourcedId}” and is taken for the same person.`;
  const advice = 'If they are two people, give them numbers of their own.';
  problems.warn({ file, row, column: 'sourcedId' }, { problem, advice });
}

function refuse({ problems }: ImportContext, file: string, { row }: Claim, holder: PersonRow): void {
  const who = holder.sourcedId === null ? 'somebody who was entered by hand' : `“${holder.sourcedId}”`;
  const words = {
    problem: `This number belongs to ${who}, who isn’t in this file.`,
    advice: 'Correct the number, or send that person’s row with their new number, too.',
  };
  problems.error({ file, row, column: 'identifier' }, words);
}

function freeNumbers(
  { db }: ImportContext,
  { rows }: ImportTable<UserRow>,
  granted: ReadonlyMap<string, string>,
): void {
  const active = new Set(
    rows.filter(({ value }) => value.status === 'active').map(({ value }) => value.sourcedId),
  );
  const current = db.orm.select().from(people).where(isNotNull(people.studentNumber)).all();
  for (const { id, sourcedId, studentNumber } of current) {
    if (sourcedId === null || !active.has(sourcedId) || granted.get(sourcedId) === studentNumber) continue;
    db.orm.update(people).set({ studentNumber: null }).where(eq(people.id, id)).run();
  }
}
