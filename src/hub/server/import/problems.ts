import type { ImportProblem } from '#contracts/hub-api/imports.ts';

/** More than anybody corrects by hand before the next try; the rest is counted. */
const MOST_TOLD = 200;

/** What is wrong, and what to do about it. */
export type Words = { readonly problem: string; readonly advice: string };

/** Where in the files. `row` counts as a spreadsheet does. */
export type Place = {
  readonly file: string;
  readonly row: number | null;
  readonly column?: string | null;
};

/** Everything found wrong during one import. */
export type Problems = {
  /** A single one, and nothing is changed. */
  readonly error: (place: Place, words: Words) => void;
  readonly warn: (place: Place, words: Words) => void;
  readonly hasErrors: () => boolean;
  readonly told: () => {
    readonly errors: readonly ImportProblem[];
    readonly warnings: readonly ImportProblem[];
    /** How many there were beyond those. */
    readonly more: number;
  };
};

export function createProblems(): Problems {
  const errors: ImportProblem[] = [];
  const warnings: ImportProblem[] = [];
  let more = 0;
  const note = (list: ImportProblem[], { file, row, column = null }: Place, words: Words) => {
    if (list.length < MOST_TOLD) list.push({ file, row, column, ...words });
    else more += 1;
  };
  return {
    error: (place, words) => note(errors, place, words),
    warn: (place, words) => note(warnings, place, words),
    hasErrors: () => errors.length > 0,
    told: () => ({ errors: inOrder(errors), warnings: inOrder(warnings), more }),
  };
}

/** By file and row, as somebody goes through them. */
function inOrder(list: readonly ImportProblem[]): readonly ImportProblem[] {
  return list.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : (a.row ?? 0) - (b.row ?? 0)));
}
