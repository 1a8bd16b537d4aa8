import type { Random } from '../sim/random.ts';

/** How long a message takes each way at a virtual time, and how often the line is lost for how long. */
export type Line = {
  readonly upMs: (random: Random, at: number) => number;
  readonly downMs: (random: Random, at: number) => number;
  readonly lossesPerMinute: number;
  readonly longestLossMs: number;
};

/** A wired network of a building: about a millisecond, and now and then a queue in a switch. */
export function lan(): Line {
  const hop = (random: Random): number =>
    random.chance(0.02) ? random.fraction() * 20 : 0.1 + random.fraction() * 1.5;
  return { upMs: hop, downMs: hop, lossesPerMinute: 0.1, longestLossMs: 60_000 };
}

/**
 * A mobile network at the edge of its cell: three times as long up as down, exponential jitter, a retransmission now and
 * then, and for part of the time a queue of up to a second and a half in front of the way up only, as somebody uploads.
 */
export function badMobile(random: Random): Line {
  const base = 20 + random.fraction() * 40;
  const queueFrom = random.fraction() * 60_000;
  const queueMs = 300 + random.fraction() * 1_200;
  const jitter = (chance: Random): number =>
    -Math.log(1 - chance.fraction()) * 60 + (chance.chance(0.03) ? 200 + chance.fraction() * 800 : 0);
  const isQueued = (at: number): boolean => (at + queueFrom) % 60_000 < 20_000;
  return {
    upMs: (chance, at) => base * 3 + jitter(chance) + (isQueued(at) ? queueMs * chance.fraction() : 0),
    downMs: (chance) => base + jitter(chance),
    lossesPerMinute: 1,
    longestLossMs: 30_000,
  };
}
