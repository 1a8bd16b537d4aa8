import type { EventId } from '#domain/ids.ts';

/** A decision by hand that may name the earlier one it replaces. */
export interface Superseding {
  readonly id: EventId;
  readonly supersedes: EventId | null;
}

export interface Standing<T> {
  /** The decision that holds. */
  readonly holds: T | undefined;
  /** Others that nobody replaced compete with it: two people decided without knowing of each other. */
  readonly conflict: boolean;
}

/** Which of some decisions holds, given in the order of corrected time: the latest of those that no other one names. */
export function whichHolds<T extends Superseding>(ordered: readonly T[]): Standing<T> {
  if (ordered.length < 2) return { holds: ordered[0], conflict: false };
  const replaced = new Set<EventId>();
  for (const { id, supersedes } of ordered)
    if (supersedes !== null && supersedes !== id) replaced.add(supersedes);
  const heads = ordered.filter(({ id }) => !replaced.has(id));
  // Only forged events can replace each other in a circle; then the latest of all holds, so that everyone still agrees.
  return heads.length === 0
    ? { holds: ordered.at(-1), conflict: true }
    : { holds: heads.at(-1), conflict: heads.length > 1 };
}
