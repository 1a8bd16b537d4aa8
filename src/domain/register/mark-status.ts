import { z } from 'zod';

/** P present, L late, H partly present, E excused, O on official duty, A absent, ? pending. */
export const MarkStatusSchema = z.enum(['P', 'L', 'H', 'E', 'O', 'A', '?']);
export type MarkStatus = z.infer<typeof MarkStatusSchema>;

/** What faculty may set by hand; `derived` takes a mark by hand back. */
export const HandMarkSchema = z.enum(['P', 'L', 'H', 'E', 'O', 'A', 'derived']);
export type HandMark = z.infer<typeof HandMarkSchema>;
