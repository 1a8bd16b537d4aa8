import { z } from 'zod';
import { EpochMsSchema } from '#domain/ids.ts';
import { BackupStandingSchema, DiskStandingSchema } from './keeping.ts';

/**
 * GET /api/v1/health. 503 when `status` is `failing`; `degraded`: it serves, but somebody should look. Says nothing that an
 * outsider may not know.
 */
export const HealthSchema = z.strictObject({
  status: z.enum(['ok', 'degraded', 'failing']),
  version: z.string(),
  /** `damaged`: the nightly check found rot. */
  database: z.enum(['ok', 'damaged', 'failing']),
  disk: DiskStandingSchema,
  backups: BackupStandingSchema,
  sync: z.strictObject({
    kiosks: z.int().min(0),
    online: z.int().min(0),
    /** Events that kiosks said they hold and the hub has not confirmed. */
    backlog: z.int().min(0),
  }),
  now: EpochMsSchema,
});
export type Health = z.infer<typeof HealthSchema>;
