import process from 'node:process';

/** The seed of this run: MUSTER_SEED, or a fresh one. Print it, so that a failure can be had again. */
export function testSeed(): number {
  const given = process.env['MUSTER_SEED'];
  return given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
}

/** Mulberry32: numbers in [0, 1) that depend on nothing but the seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
