import type { LogKey } from '#domain/ledger/fact.ts';
import type { FactOf } from './fact.ts';

/**
 * Whether the hub had an event when it sealed or locked: the event stands within a head named there, or before the seal or
 * lock in its own ledger. An event that stands at several places needs one of them.
 */
export function receivedBy(
  stage: FactOf<'session-sealed'> | FactOf<'session-locked'>,
  places: readonly LogKey[],
): boolean {
  return places.some(
    ({ kiosk, epoch, seq }) =>
      (kiosk === stage.key.kiosk && epoch === stage.key.epoch && seq <= stage.key.seq) ||
      stage.event.body.heads.some((head) => head.kiosk === kiosk && head.epoch === epoch && seq <= head.seq),
  );
}
