import { z } from 'zod';
import { namedReader } from '../reader-settings.ts';

const SimulatedAsSchema = z.enum(['rdm6300', 'rdm630', 'id-12la', 'id-20la', 'pn532', 'twn4']);
export type SimulatedAs = z.infer<typeof SimulatedAsSchema>;

/** A reader without hardware. */
export const SimulatedSettingsSchema = z.strictObject({
  kind: z.literal('simulated'),
  ...namedReader('Simulated reader'),
  /** Has cards come as the frames of such a reader, through a serial port that socat makes. */
  as: SimulatedAsSchema.optional(),
});
