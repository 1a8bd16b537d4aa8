/** One of the things Muster promises, with what keeps it and what tries to break it. */
export type ReliabilityPromise = {
  readonly title: string;
  readonly text: string;
  /** Where in the code, and by what. Paths from the project's folder. */
  readonly keptBy: readonly { readonly path: string; readonly how: string }[];
  /** Tests that run each time, by path and in a word. */
  readonly testedBy: readonly { readonly path: string; readonly how: string }[];
  /** What it does not cover, for whoever takes it at its word. */
  readonly limits?: string;
  /** Of the gate. */
  readonly campaigns: readonly string[];
};
