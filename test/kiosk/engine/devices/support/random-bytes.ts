import { randomFrom, testSeed } from '../../../../support/seed.ts';

/** Any bytes, so many at each call. The seed is printed: MUSTER_SEED gives the same ones again. */
export function randomBytes(): (length: number) => Uint8Array {
  const seed = testSeed();
  process.stdout.write(`Random bytes: MUSTER_SEED=${seed}\n`);
  const next = randomFrom(seed);
  return (length) => Uint8Array.from({ length }, () => Math.floor(next() * 0x100));
}
