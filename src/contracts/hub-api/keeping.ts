import { z } from 'zod';
import { EpochMsSchema } from '#domain/ids.ts';

/** How far something has come that takes a while. */
export const ProgressSchema = z.strictObject({
  stage: z.enum(['copy', 'file', 'ledgers']),
  done: z.int().min(0),
  total: z.int().min(0),
  startedAt: EpochMsSchema,
});

/** A copy of the database that was restored elsewhere and found whole. */
export const BackupSchema = z.strictObject({
  at: EpochMsSchema,
  path: z.string(),
  bytes: z.int().min(0),
  events: z.int().min(0),
  tookMs: z.int().min(0),
  /** It lies on the very disk it is to protect from. */
  onSameDisk: z.boolean(),
});
export type Backup = z.infer<typeof BackupSchema>;

/** `damaged`: a copy was made that is not what it should be, and set aside. `not-made`: there is none. */
export const BackupProblemSchema = z.strictObject({
  at: EpochMsSchema,
  kind: z.enum(['damaged', 'not-made']),
  text: z.string(),
});
export type BackupProblem = z.infer<typeof BackupProblemSchema>;

/** `off`: no folder is set. `late`: the last one is older than it may be. `failing`: the last attempt failed. */
export const BackupStandingSchema = z.enum(['off', 'ok', 'late', 'failing']);
export type BackupStanding = z.infer<typeof BackupStandingSchema>;

export const DatabaseCheckSchema = z.strictObject({
  at: EpochMsSchema,
  events: z.int().min(0),
  /** In words, one each; empty: the database is sound. */
  damage: z.array(z.string()),
});
export type DatabaseCheck = z.infer<typeof DatabaseCheckSchema>;

/**
 * Under the database. `low`: the hub's reserve was given up or has no room, and everything works; `full`: nothing is recorded until
 * there is room; `failed`: the hub is about to end.
 */
export const DiskStandingSchema = z.enum(['ok', 'low', 'full', 'failed']);

/** GET /api/v1/hub/keeping (admin): whether what was recorded is safe. */
export const KeepingSchema = z.strictObject({
  backups: z.strictObject({
    standing: BackupStandingSchema,
    folder: z.string().nullable(),
    everyMinutes: z.int(),
    running: ProgressSchema.nullable(),
    last: BackupSchema.nullable(),
    /** Of the last attempt; null when it went well. */
    problem: BackupProblemSchema.nullable(),
  }),
  check: z.strictObject({ running: ProgressSchema.nullable(), last: DatabaseCheckSchema.nullable() }),
  disk: z.strictObject({ standing: DiskStandingSchema, freeBytes: z.int().min(0) }),
  now: EpochMsSchema,
});
export type Keeping = z.infer<typeof KeepingSchema>;
