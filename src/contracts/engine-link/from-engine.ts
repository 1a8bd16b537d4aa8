import { z } from 'zod';
import { ScreenStateSchema } from '#contracts/engine-link/screen-state.ts';

/** Version of this protocol. 1: first. */
export const ENGINE_LINK_VERSION = 1;

/** engine -> screen. */
export const FromEngineSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('state'), state: ScreenStateSchema }),
  /** The command with this id could not be carried out; `text` says why and what to do. */
  z.strictObject({ type: z.literal('refused'), id: z.int(), text: z.string() }),
  /** The screen's program is of another version than the engine: reload. */
  z.strictObject({ type: z.literal('reload') }),
]);
export type FromEngine = z.infer<typeof FromEngineSchema>;
