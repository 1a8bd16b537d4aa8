import type { EpochMs } from '#domain/ids.ts';

/** One comparison with the hub's clock. */
export type ClockSample = { readonly hubMinusMono: number; readonly uncertaintyMs: number };

export type NotedSample = ClockSample & { readonly boot: string; readonly notedAt: EpochMs };

// What 100 ppm adds up to in an hour is less than anybody's lateness is judged by.
const NOTE_AGAIN_MS = 60 * 60_000;

/**
 * Whether a comparison belongs in the ledger. One comes with every heartbeat; those that say nothing new would be most of what a
 * kiosk ever records.
 */
export function isWorthNoting(
  sample: ClockSample,
  last: NotedSample | undefined,
  boot: string,
  now: EpochMs,
): boolean {
  if (last === undefined || last.boot !== boot) return true;
  if (now - last.notedAt >= NOTE_AGAIN_MS) return true;
  const moved = Math.abs(sample.hubMinusMono - last.hubMinusMono);
  return moved > last.uncertaintyMs + sample.uncertaintyMs;
}
