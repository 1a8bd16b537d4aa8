import type { EpochMs } from '#domain/ids.ts';
import { Clock } from '#platform/clock.ts';
import type { HubClock } from './hub-parts.ts';

/** The hub's wall clock is the time that all others are compared with, so it is certain by definition. */
export function systemClock(): HubClock {
  const clock = new Clock();
  return {
    read() {
      const reading = clock.read();
      return { ...reading, hubMinusMono: reading.wall - reading.mono, uncertaintyMs: 0 };
    },
    now: () => Date.now() as EpochMs,
  };
}
