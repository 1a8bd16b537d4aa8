/**
 * One kind of fault, tried again and again: so often in the test command, and far more often at the release gate, which runs
 * it in chunks so that it can show progress and be resumed.
 */
export type Campaign = {
  /** Kebab-case, unique. */
  readonly name: string;
  /** For the table in docs/reliability.md: "Power cuts of the kiosk's ledger". */
  readonly title: string;
  /** What is counted: "disk states", "seeds", "seconds". */
  readonly unit: string;
  readonly perTest: number;
  readonly atGate: number;
  /** How many between two savings of the gate's progress: about a minute's worth. */
  readonly chunk: number;
  /** Plays cases `from` to `from + count - 1`; a case's number is its seed, so the same numbers are the same cases. */
  run(from: number, count: number): Promise<Played>;
};

export type Played = {
  /** One line each, with what plays it again. */
  readonly failures: readonly string[];
  /** Counts that add up over chunks: "acked events", "frames". */
  readonly totals: Readonly<Record<string, number>>;
  /** Of which the largest of all chunks counts: "longest settling, ms". */
  readonly worst: Readonly<Record<string, number>>;
};

export const NOTHING_PLAYED: Played = { failures: [], totals: {}, worst: {} };

/** What two chunks of one campaign came to. */
export function together(one: Played, other: Played): Played {
  return {
    failures: [...one.failures, ...other.failures],
    totals: mergeBy(one.totals, other.totals, (a, b) => a + b),
    worst: mergeBy(one.worst, other.worst, Math.max),
  };
}

function mergeBy(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
  merge: (a: number, b: number) => number,
): Readonly<Record<string, number>> {
  const merged = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] = before === undefined ? value : merge(before, value);
  }
  return merged;
}
