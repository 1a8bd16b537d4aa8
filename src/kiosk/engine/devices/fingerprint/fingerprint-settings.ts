import { z } from 'zod';
import { namedReader, onSerialPort } from '../reader-settings.ts';

/** A fingerprint sensor of the R30x, R307, R503, AS608 or ZFM family on a serial port. */
export const FingerprintSettingsSchema = z.strictObject({
  kind: z.literal('fingerprint'),
  ...namedReader('Fingerprint reader'),
  ...onSerialPort(57_600),
  /** Eight hex digits; these sensors come with 00000000. */
  password: z
    .string()
    .regex(/^[0-9a-f]{8}$/i, 'must be eight hex digits')
    .default('00000000'),
  /** A match that the sensor is less sure of is nobody. Real ones were seen with 80 and 101, made-up ones with 0. */
  minScore: z.int().min(1).max(65_535).default(50),
  /** `ring` for an R503, whose ring of light shows how a touch went. Others mean something else by the same command. */
  led: z.enum(['none', 'ring']).default('none'),
});
export type FingerprintSettings = z.infer<typeof FingerprintSettingsSchema>;
