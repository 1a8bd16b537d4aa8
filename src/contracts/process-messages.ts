import { z } from 'zod';

/** What a demo campus tells the person who started it, so that they can try everything at once. */
export const DemoFactsSchema = z.strictObject({
  institution: z.string(),
  room: z.string(),
  classNow: z.string(),
  /** `pin` opens the kiosk's panel; null: not the one that the demo made. */
  admin: z.strictObject({ username: z.string(), password: z.string(), pin: z.string().nullable() }),
  /** Teachers of the class that is on now first. */
  faculty: z.array(
    z.strictObject({
      name: z.string(),
      username: z.string(),
      password: z.string(),
      pin: z.string(),
      card: z.string(),
    }),
  ),
  /** Enrolled in the class that is on now. `signInCode` works once. */
  students: z.array(
    z.strictObject({ name: z.string(), studentNumber: z.string(), signInCode: z.string(), card: z.string() }),
  ),
  /** A card of somebody whose class is elsewhere, to see the refusal. */
  strangerCard: z.string(),
  /** One-time code for the demo room's kiosk; null when it is enrolled already. */
  enrolCode: z.string().nullable(),
});
export type DemoFacts = z.infer<typeof DemoFactsSchema>;

/** hub -> the process that started it, over Node's IPC channel. */
export const HubReadySchema = z.strictObject({
  type: z.literal('ready'),
  /** Where browsers and kiosks reach it from this machine. */
  url: z.string(),
  /** Where others reach it, phones above all: what room codes say. */
  publicUrl: z.string(),
  demo: DemoFactsSchema.nullable(),
});
export type HubReady = z.infer<typeof HubReadySchema>;

/** kiosk -> the process that started it. */
export const KioskReadySchema = z.strictObject({
  type: z.literal('ready'),
  /** Opens the kiosk's screen in a browser on this machine; the token in it works once. */
  address: z.string(),
  display: z.enum(['electron', 'chromium', 'none']),
});
export type KioskReady = z.infer<typeof KioskReadySchema>;

/** What the on-screen simulator panel offers; passed to the engine as JSON in MUSTER_SIMULATOR_FACTS. */
export const SimulatorFactsSchema = z.strictObject({
  cards: z.array(z.strictObject({ label: z.string(), number: z.string() })),
  pins: z.array(z.strictObject({ label: z.string(), pin: z.string() })),
});
export type SimulatorFacts = z.infer<typeof SimulatorFactsSchema>;
