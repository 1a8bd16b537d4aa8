import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { holdersOf } from '../store/people-store.ts';

/**
 * Whose card it was then. A card that nobody had yet then, and that was given to somebody later, is theirs: that is how a
 * touch before the card office got round to it counts after all.
 */
export function resolveCard(
  db: HubDatabase,
  tag: CredentialTag,
  at: EpochMs,
): PersonId | 'ambiguous' | undefined {
  const holders = holdersOf(db, tag);
  const then = new Set(
    holders.filter(({ from, to }) => from <= at && (to === null || to > at)).map(({ personId }) => personId),
  );
  if (then.size > 1) return 'ambiguous';
  const [holder] = then;
  return holder ?? holders.filter(({ from }) => from > at).toSorted((a, b) => a.from - b.from)[0]?.personId;
}
