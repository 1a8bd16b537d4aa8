import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { holdersOfRead } from '../store/people-store.ts';

/**
 * Whose card it was then. The first person ever to get a card has it from the beginning of time, so touches from before the
 * card office got round to it count after all. A tag of what a reader left of a number is of every card that leaves the same.
 */
export function resolveCard(
  db: HubDatabase,
  tag: CredentialTag,
  at: EpochMs,
): PersonId | 'ambiguous' | undefined {
  const then = holdersOfRead(db, tag).filter(({ from, to }) => from <= at && (to === null || to > at));
  const holders = new Set(then.map(({ personId }) => personId));
  if (holders.size > 1) return 'ambiguous';
  return [...holders][0];
}
