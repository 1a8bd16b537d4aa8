import { GENESIS } from '#domain/ledger/chain.ts';
import type { SealedEvent } from '#domain/sync/frames.ts';
import { linkAfter } from '../hub-stream.ts';
import type { FoundHubEvent, FoundRows } from './find-rows.ts';

/**
 * What of the hub's stream is as it came, in its order. What isn't is left out: the hub sends all of it again, and one that is wrong would
 * keep the right one away.
 */
export function proveHubEvents(found: FoundRows['hubEvents']): readonly SealedEvent[] {
  const byPosition = new Map<number, FoundHubEvent[]>();
  for (const event of found) {
    const there = byPosition.get(event.position);
    if (there === undefined) byPosition.set(event.position, [event]);
    else there.push(event);
  }
  const positions = [...byPosition.keys()].toSorted((a, b) => a - b);
  return positions.flatMap((position) => {
    const before = position === 1 ? [GENESIS] : (byPosition.get(position - 1) ?? []).map(({ link }) => link);
    const proven = byPosition
      .get(position)
      ?.find((event) => before.some((link) => linkAfter(link, position, event) === event.link));
    return proven === undefined ? [] : [proven];
  });
}
