import { type ImportReport, ImportReportSchema } from '#contracts/hub-api/imports.ts';
import type { Asked } from './asked.ts';

/** A campus of 20,000 people takes a while to check. */
const IMPORT_TIMEOUT_MS = 300_000;

/** Refused for errors in the files, it answers with the same report. */
export function importFiles(
  files: readonly File[],
  { dryRun }: { readonly dryRun: boolean },
): Asked<ImportReport> {
  const body = new FormData();
  for (const file of files) body.append('files', file, file.name);
  return {
    method: 'POST',
    path: `/api/v1/import${dryRun ? '?dryRun=true' : ''}`,
    answer: ImportReportSchema,
    body,
    alsoOn: 422,
    timeoutMs: IMPORT_TIMEOUT_MS,
  };
}
