import type { ImportReport } from '#contracts/hub-api/imports.ts';

/** How far an import is. Each step has what the next one needs. */
export type ImportStep =
  | { readonly name: 'choosing'; readonly files: readonly File[] }
  /** A dry run's report: nothing is changed yet. */
  | { readonly name: 'checked'; readonly files: readonly File[]; readonly report: ImportReport }
  | { readonly name: 'applied'; readonly report: ImportReport };

export const NO_FILES: ImportStep = { name: 'choosing', files: [] };

/** Files chosen later replace those of the same name. */
export function withFiles(files: readonly File[], more: readonly File[]): readonly File[] {
  const names = new Set(more.map(({ name }) => name));
  return [...files.filter(({ name }) => !names.has(name)), ...more];
}

/** What comes after a report. One that was refused is as if it had only been checked. */
export function afterReport(files: readonly File[], report: ImportReport): ImportStep {
  return report.applied ? { name: 'applied', report } : { name: 'checked', files, report };
}

/** How much would end, or has ended. */
export function removalsIn({ tables }: ImportReport): number {
  return Object.values(tables).reduce((sum, { removed }) => sum + removed, 0);
}

/** How much would be, or was, made different. */
export function changesIn({ tables }: ImportReport): number {
  return Object.values(tables).reduce(
    (sum, { added, changed, removed }) => sum + added + changed + removed,
    0,
  );
}
