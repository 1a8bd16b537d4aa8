/** One comparison of the hub's clock with the kiosk's monotonic one; the truth is within `uncertaintyMs` of it. */
export type ClockSample = { readonly hubMinusMono: number; readonly uncertaintyMs: number };

/** Four times of one exchange: sent and come back by the kiosk's clock, received and answered by the hub's. */
export type Exchange = {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly answeredAt: number;
  readonly backAt: number;
};

/** The last few samples of one link, and the one that was told last. */
export type ClockWindow = {
  readonly samples: readonly ClockSample[];
  readonly told: ClockSample | null;
};

/** This many at once when a link begins; and the window from which the best is taken after. */
export const CLOCK_SAMPLES = 8;

/** A link on which an answer takes longer was given up long before. Whatever says so answers something else. */
const LONGEST_ROUND_TRIP_MS = 60_000;

export const EMPTY_CLOCK_WINDOW: ClockWindow = { samples: [], told: null };

/** The hub answered at some moment between sending and coming back: half the round trip is all that can be wrong. */
export function clockSampleOf({ sentAt, receivedAt, answeredAt, backAt }: Exchange): ClockSample | undefined {
  const roundTripMs = backAt - sentAt - (answeredAt - receivedAt);
  if (backAt < sentAt || answeredAt < receivedAt || roundTripMs < -1) return undefined;
  if (backAt - sentAt > LONGEST_ROUND_TRIP_MS) return undefined;
  return {
    hubMinusMono: Math.round((receivedAt - sentAt + (answeredAt - backAt)) / 2),
    // Five readings in whole milliseconds: these four, and that of whatever is put right by them.
    uncertaintyMs: Math.ceil(Math.max(roundTripMs, 0) / 2) + 2,
  };
}

/** Adds a sample. `tell` is set when the best of the window is another than was told before: a queue on the way makes samples worse, never better. */
export function addToClockWindow(
  window: ClockWindow,
  sample: ClockSample,
): { readonly window: ClockWindow; readonly tell: ClockSample | null } {
  const samples = [...window.samples, sample].slice(-CLOCK_SAMPLES);
  const full = samples.length === CLOCK_SAMPLES;
  const best = samples.reduce((a, b) => (b.uncertaintyMs <= a.uncertaintyMs ? b : a));
  // The first few wait for each other: they come within one round trip each.
  if (!full || best === window.told) return { window: { samples, told: window.told }, tell: null };
  return { window: { samples, told: best }, tell: best };
}
