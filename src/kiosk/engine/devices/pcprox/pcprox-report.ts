/** All is said by feature reports of this size: a command, and the same number of bytes fetched as its answer (github.com/micolous/pcprox). */
export const REPORT_BYTES = 8;

/** A command, filled up with zeros. */
export function report(...bytes: readonly number[]): readonly number[] {
  return [...bytes, ...Array.from<number>({ length: REPORT_BYTES - bytes.length }).fill(0)];
}
