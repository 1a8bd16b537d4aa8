import { z } from 'zod';
import { EpochMsSchema } from '#domain/ids.ts';

/** GET /api/v1/health. 503 when `status` is `failing`. Says nothing that an outsider may not know. */
export const HealthSchema = z.strictObject({
  status: z.enum(['ok', 'failing']),
  version: z.string(),
  database: z.enum(['ok', 'failing']),
  sync: z.strictObject({
    kiosks: z.int().min(0),
    online: z.int().min(0),
    /** Events that kiosks said they hold and the hub has not confirmed. */
    backlog: z.int().min(0),
  }),
  now: EpochMsSchema,
});
export type Health = z.infer<typeof HealthSchema>;
