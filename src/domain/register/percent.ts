/** An exact fraction in lowest terms, and its percentage as shown. */
export interface Percent {
  readonly numerator: number;
  readonly denominator: number;
  /** Rounded half up to two digits, without the sign: `66.67`. */
  readonly text: string;
}

/** A number of points as an exact fraction: numerator over denominator. */
export interface Points {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const NO_POINTS: Points = { numerator: 0n, denominator: 1n };

export function addPoints(a: Points, b: Points): Points {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator;
  return reduced({ numerator, denominator: a.denominator * b.denominator });
}

/** Points out of a whole number; null when there is nothing to divide by. */
export function percentOf(points: Points, outOf: number): Percent | null {
  if (outOf <= 0) return null;
  const { numerator, denominator } = reduced({
    numerator: points.numerator,
    denominator: points.denominator * BigInt(outOf),
  });
  // Half up: twice the hundredths of a percent plus one, halved and cut off.
  const hundredths = (numerator * 20_000n + denominator) / (2n * denominator);
  const text = `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
  return { numerator: Number(numerator), denominator: Number(denominator), text };
}

/** Whether a percentage reaches a whole one, exactly: 74.999 % shown as 75.00 does not reach 75. */
export function reaches({ numerator, denominator }: Percent, wholePercent: number): boolean {
  return BigInt(numerator) * 100n >= BigInt(wholePercent) * BigInt(denominator);
}

function reduced({ numerator, denominator }: Points): Points {
  let a = numerator;
  let b = denominator;
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? NO_POINTS : { numerator: numerator / a, denominator: denominator / a };
}
