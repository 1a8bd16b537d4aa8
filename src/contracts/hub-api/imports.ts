import { z } from 'zod';

/** What an import found wrong. `row` counts as a spreadsheet does: the header is row 1. */
export const ImportProblemSchema = z.strictObject({
  file: z.string(),
  row: z.int().min(1).nullable(),
  column: z.string().nullable(),
  /** What is wrong. */
  problem: z.string(),
  /** What to do about it. */
  advice: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblemSchema>;

export const ImportCountSchema = z.strictObject({
  added: z.int().min(0),
  changed: z.int().min(0),
  removed: z.int().min(0),
  unchanged: z.int().min(0),
});
export type ImportCount = z.infer<typeof ImportCountSchema>;

export const IMPORT_TABLES = [
  'terms',
  'courses',
  'sections',
  'people',
  'enrolments',
  'rooms',
  'timetable',
  'holidays',
  'cards',
] as const;
export type ImportTable = (typeof IMPORT_TABLES)[number];

/**
 * POST /api/v1/import (multipart: one zip, or the CSV files), `?dryRun=true` to see what would happen.
 * Applied whole or not at all: with a single error nothing is changed.
 */
export const ImportReportSchema = z.strictObject({
  dryRun: z.boolean(),
  applied: z.boolean(),
  /** Files that were read, as they were named. */
  files: z.array(z.string()),
  tables: z.record(z.enum(IMPORT_TABLES), ImportCountSchema),
  errors: z.array(ImportProblemSchema),
  /** Told, but no reason not to apply. */
  warnings: z.array(ImportProblemSchema),
  /** There were more errors or warnings than are listed. */
  more: z.int().min(0),
});
export type ImportReport = z.infer<typeof ImportReportSchema>;
