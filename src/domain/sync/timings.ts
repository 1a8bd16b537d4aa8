import type { LinkTimings } from './frames.ts';

/** Milliseconds, all of them arguments so that tests and slow networks can have their own. */
export type KioskTimings = {
  /** From dialling to the hub's welcome; a socket that trickles is no connection. */
  readonly handshakeMs: number;
  /** Full jitter: the n-th wait is anywhere between 0 and `firstMs` doubled n times, at most `capMs`. */
  readonly backOff: { readonly firstMs: number; readonly capMs: number };
  /** A link that held this long was a good one: the next back-off starts small again. */
  readonly healthyAfterMs: number;
  /** Something to send or to fetch, a link that looks alive, and no progress for this long: the link is at fault. */
  readonly stallMs: number;
  /** A refusal is repeated by the hub until somebody does something; ask again this often. */
  readonly refusedRetryMs: number;
  /** New epochs carry events over, so however confused the two sides are they start no more than one in this time. */
  readonly newEpochEveryMs: number;
  /** What may be deleted is believed in a signed welcome only; a link this old is begun anew to hear it. */
  readonly renewMs: number;
};

export const KIOSK_TIMINGS: KioskTimings = {
  handshakeMs: 10_000,
  backOff: { firstMs: 500, capMs: 15_000 },
  healthyAfterMs: 30_000,
  stallMs: 15_000,
  refusedRetryMs: 60_000,
  newEpochEveryMs: 30_000,
  renewMs: 6 * 3_600_000,
};

export type HubTimings = LinkTimings & {
  /** From the challenge to the hello. */
  readonly helloMs: number;
  /** A kiosk that catches up gives its place back after this long without a push. */
  readonly placeIdleMs: number;
  /** Asked to wait, a kiosk that isn't called before tries again after one to two times this. */
  readonly waitMs: number;
};

export const HUB_TIMINGS: HubTimings = {
  heartbeatMs: 5_000,
  deadMs: 10_000,
  helloMs: 10_000,
  placeIdleMs: 10_000,
  waitMs: 4_000,
};
