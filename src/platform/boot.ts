import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Sleeping shorter than this is lost in the resolution of the clocks. */
const SLEEP_MS = 1_000;

export type BootSources = {
  /** Differs after every start of the operating system. */
  readonly bootId: string;
  /** Milliseconds since the machine started, time asleep included. */
  readonly uptimeMs: () => number;
};

export const SYSTEM_BOOT: BootSources = { bootId: systemBootId(), uptimeMs: () => uptime() * 1_000 };

export type Segment = { readonly id: string; readonly sleptMs: number };

/**
 * Names a stretch of time within which the monotonic clock is comparable: the boot, until the machine sleeps (most monotonic clocks
 * stand still meanwhile); after each sleep another. The name depends only on the boot and on how long it slept in all, so that a
 * restarted engine finds itself in the stretch its predecessor measured the hub's clock in.
 */
export function segmentAt(sources: BootSources, monoMs: number, last: Segment | undefined): Segment {
  const sleptMs = sources.uptimeMs() - monoMs;
  // Two clocks that drift apart slowly, as they do on some systems, are not a sleep: each look is compared with the one before.
  if (last !== undefined && Math.abs(sleptMs - last.sleptMs) < SLEEP_MS) return { id: last.id, sleptMs };
  const sleptS = Math.round(sleptMs / 1_000);
  return {
    id: createHash('sha256').update(`${sources.bootId} ${sleptS}`).digest('hex').slice(0, 16),
    sleptMs,
  };
}

// Elsewhere than on Linux a restart of the engine counts as a boot: stricter than need be, and never wrong.
function systemBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return randomBytes(16).toString('hex');
  }
}
