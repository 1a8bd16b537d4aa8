/** What a figure should be: at least, or at most. */
export type Target = { readonly is: '≤' | '≥'; readonly value: number };

/** One number, as measured. */
export type Figure = {
  /** What was measured, in words that need no others. */
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: Target;
};

/** What one bench found out. */
export type BenchResult = {
  readonly name: string;
  readonly title: string;
  /** What a reader has to know to judge the figures: how it was measured, and what it does not say. */
  readonly how: string;
  readonly figures: readonly Figure[];
};

export type Bench = { readonly name: string; readonly run: () => Promise<BenchResult> };

/** Plain words; empty where nothing was aimed at. */
export function verdict({ value, target }: Figure): '' | 'met' | 'missed' {
  if (target === undefined) return '';
  const isMet = target.is === '≤' ? value <= target.value : value >= target.value;
  return isMet ? 'met' : 'missed';
}
