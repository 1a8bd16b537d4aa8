import { eq } from 'drizzle-orm';
import type { EpochMs } from '#domain/ids.ts';
import { enrolments } from '../store/schema.ts';
import type { ImportContext } from './import-context.ts';

type Kept = Pick<typeof enrolments.$inferSelect, 'id' | 'from' | 'to'>;

export function isOver({ to }: Kept, now: EpochMs): boolean {
  return to !== null && to <= now;
}

/** Ends an enrolment now. One that was still to come has never been. */
export function endEnrolment({ db, now }: Pick<ImportContext, 'db' | 'now'>, { id, from }: Kept): void {
  const to = Math.max(from, now) as EpochMs;
  db.orm.update(enrolments).set({ to }).where(eq(enrolments.id, id)).run();
}
