const FIRST_MS = 250;
/** The engine is on this machine and restarts within seconds, so there is no reason to wait longer. */
const LONGEST_MS = 3_000;

/** How long to wait before the next attempt after so many failures. `random` is in [0, 1): screens don't return in step. */
export function backOffMs(failures: number, random: number): number {
  const ceiling = Math.min(FIRST_MS * 2 ** Math.max(failures - 1, 0), LONGEST_MS);
  return ceiling / 2 + (ceiling / 2) * random;
}
