import { z } from 'zod';

/** What the generator is told to do. */
export const LoadSchema = z.strictObject({
  port: z.int(),
  /** Path of the file that describes the campus. */
  campus: z.string(),
  /** Kiosks that are connected, and have nothing to catch up on, before it begins. */
  steadyKiosks: z.int().min(0),
  /** How often each of them has a touch; null: never. */
  touchEveryMs: z.number().nullable(),
  /** Kiosks that come back all at once when it begins, with so many events each. */
  backlogKiosks: z.int().min(0),
  backlog: z.int().min(0),
  /** How long it goes on, at least: a backlog is always drained to its end. */
  seconds: z.number(),
});
export type Load = z.infer<typeof LoadSchema>;

export const LoadResultSchema = z.object({
  /** From the first dial to the last kiosk's being let in. */
  connectMs: z.number(),
  letIn: z.number(),
  /** Kiosks of those at work that never were. */
  notLetIn: z.number(),
  /** After they were. */
  linksLost: z.number(),
  drainMs: z.number().nullable(),
  ranMs: z.number(),
  touches: z.number(),
  /** From a touch's being in the ledger to the hub's word that it is on its disk; null: there was none. */
  p50Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  slowestMs: z.number(),
  /** Of one core, by the generator itself. */
  cpuShare: z.number(),
  /** Kiosks with something unconfirmed at the end. */
  lost: z.number(),
  /** Why links ended, if any did. */
  losses: z.string(),
});
export type LoadResult = z.infer<typeof LoadResultSchema>;
