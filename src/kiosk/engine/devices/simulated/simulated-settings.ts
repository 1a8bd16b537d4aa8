import { z } from 'zod';
import { namedReader } from '../reader-settings.ts';

/** A reader without hardware. */
export const SimulatedSettingsSchema = z.strictObject({
  kind: z.literal('simulated'),
  ...namedReader('Simulated reader'),
});
