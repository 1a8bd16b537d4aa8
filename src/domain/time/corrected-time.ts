import { type EpochMs, LAST_MS } from '#domain/ids.ts';
import type { ClockReading } from './clock-reading.ts';

/** One comparison of a machine's monotonic clock with the hub's. */
export interface ClockSample {
  readonly mono: number;
  readonly hubMinusMono: number;
  readonly uncertaintyMs: number;
}

/** By boot; each boot's samples in order of `mono`. */
export type ClockSamples = ReadonlyMap<string, readonly ClockSample[]>;

export interface CorrectedTime {
  readonly at: EpochMs;
  /** Null: nobody ever compared this clock with the hub's during this boot. */
  readonly uncertaintyMs: number | null;
}

/** A quartz of an ordinary board drifts up to 100 ppm. */
const DRIFT = 1e-4;

/** The samples with one more. The order in which samples are added makes no difference, and adding one twice none either. */
export function addClockSample(samples: ClockSamples, boot: string, sample: ClockSample): ClockSamples {
  const known = samples.get(boot) ?? [];
  const place = known.findLastIndex((other) => compareSamples(other, sample) <= 0);
  const before = known[place];
  if (before !== undefined && compareSamples(before, sample) === 0) return samples;
  return new Map(samples).set(boot, known.toSpliced(place + 1, 0, sample));
}

/**
 * When something happened, by the hub's clock: from the reading itself, else from the nearest sample of the same boot (also one taken
 * later), else what the wall clock said.
 */
export function correctedTime(reading: ClockReading, samples: ClockSamples): CorrectedTime {
  if (reading.hubMinusMono !== null) {
    return { at: asTime(reading.mono + reading.hubMinusMono), uncertaintyMs: reading.uncertaintyMs };
  }
  const sample = nearest(samples.get(reading.boot) ?? [], reading.mono);
  if (sample === undefined) return { at: reading.wall, uncertaintyMs: null };
  const drift = Math.ceil(Math.abs(reading.mono - sample.mono) * DRIFT);
  return { at: asTime(reading.mono + sample.hubMinusMono), uncertaintyMs: sample.uncertaintyMs + drift };
}

/** Two readings by the book may add up to what no calendar knows: whoever records such a thing lies, but is kept like anybody. */
export function asTime(ms: number): EpochMs {
  return Math.max(-LAST_MS, Math.min(LAST_MS, ms)) as EpochMs;
}

/** The best first among samples of one instant, so that every machine picks the same. */
function compareSamples(a: ClockSample, b: ClockSample): number {
  return a.mono - b.mono || a.uncertaintyMs - b.uncertaintyMs || a.hubMinusMono - b.hubMinusMono;
}

function nearest(samples: readonly ClockSample[], mono: number): ClockSample | undefined {
  let best: ClockSample | undefined;
  for (const sample of samples) {
    if (best === undefined || Math.abs(sample.mono - mono) < Math.abs(best.mono - mono)) best = sample;
  }
  return best;
}
