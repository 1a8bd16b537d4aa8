import { z } from 'zod';

/** The kiosk's readers: how they are. */
export const DevicesPageSchema = z.strictObject({
  name: z.literal('devices'),
  readers: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['card', 'finger', 'camera', 'keyboard']),
      state: z.enum(['ready', 'absent', 'quiet']),
      /** In words for whoever looks after the kiosk. */
      detail: z.string(),
      /** Since when it is in this state, corrected time; null: nothing has been heard of it yet. */
      since: z.int().nullable(),
    }),
  ),
});
export type DevicesPage = z.infer<typeof DevicesPageSchema>;

export const DevicesActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('look-again') }),
]);
export type DevicesAction = z.infer<typeof DevicesActionSchema>;
