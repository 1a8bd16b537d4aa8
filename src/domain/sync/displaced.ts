import type { Epoch, Hash } from '#domain/ids.ts';
import type { ForeignEvent } from './frames.ts';

/**
 * Where an event is kept that comes back from a kiosk when its own place is taken by another: under an epoch named after its
 * hash, which no kiosk draws. A kiosk and its hub that were both put back give such places out again, and neither can know.
 */
export function displaced(event: ForeignEvent): ForeignEvent {
  return { ...event, epoch: displacedEpoch(event.hash) };
}

/** Where an event of this hash stands when its own place was taken. */
export function displacedEpoch(hash: Hash): Epoch {
  return hash.slice(0, 16) as Epoch;
}
