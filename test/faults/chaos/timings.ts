import type { KioskTimings } from '#domain/sync/timings.ts';
import { HUB_TIMINGS, type HubTimings, KIOSK_TIMINGS } from '#domain/sync/timings.ts';

// The programs' own timings, shortened so that "healed within 10 s" speaks of the protocol, not of a back-off of 15 s and a
// link that counts as dead after 10 s. A real campus needs longer by as much as those are longer.

export const CHAOS_KIOSK_TIMINGS: KioskTimings = {
  ...KIOSK_TIMINGS,
  handshakeMs: 3_000,
  backOff: { firstMs: 100, capMs: 1_000 },
  healthyAfterMs: 5_000,
  stallMs: 6_000,
  refusedRetryMs: 2_000,
};

export const CHAOS_HUB_TIMINGS: HubTimings = {
  ...HUB_TIMINGS,
  heartbeatMs: 1_000,
  deadMs: 3_000,
  helloMs: 3_000,
  placeIdleMs: 3_000,
  waitMs: 200,
};
