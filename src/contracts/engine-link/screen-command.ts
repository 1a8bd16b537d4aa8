import { z } from 'zod';
import { EpochMsSchema, PersonIdSchema, SessionIdSchema } from '#domain/ids.ts';
import { HandMarkSchema } from '#domain/register/mark-status.ts';
import { PanelCommandSchema } from './panel/panel.ts';

/** What a person did at the screen. The engine decides what it means; the next `ScreenState` is the answer. */
export const ScreenCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('enrol'), hubUrl: z.string().max(300), code: z.string().max(40) }),
  z.strictObject({ type: z.literal('start-unlock'), sessionId: SessionIdSchema }),
  z.strictObject({ type: z.literal('choose-faculty'), personId: PersonIdSchema.nullable() }),
  z.strictObject({
    type: z.literal('enter-pin'),
    personId: PersonIdSchema,
    pin: z.string().regex(/^\d{4,12}$/),
  }),
  z.strictObject({ type: z.literal('panel'), command: PanelCommandSchema }),
  /** Leaves unlocking, or closes the teacher's controls. */
  z.strictObject({ type: z.literal('cancel') }),
  /** Opens the teacher's controls of the open session; asks for proof unless unlocked a moment ago. */
  z.strictObject({ type: z.literal('open-controls') }),
  z.strictObject({ type: z.literal('show-code'), shown: z.boolean() }),
  z.strictObject({ type: z.literal('extend'), minutes: z.int().min(1).max(120) }),
  z.strictObject({ type: z.literal('end-session') }),
  /** Takes the end back, from the summary. */
  z.strictObject({ type: z.literal('resume-session') }),
  z.strictObject({ type: z.literal('close-summary') }),
  z.strictObject({ type: z.literal('mark'), personId: PersonIdSchema, status: HandMarkSchema }),
  /** Every key pressed outside a text field: a card reader that types. `code` is KeyboardEvent.code, `at` the event's time stamp in ms. */
  z.strictObject({ type: z.literal('key'), code: z.string().max(40), at: z.number() }),
  z.strictObject({ type: z.literal('simulate-card'), number: z.string().max(40) }),
  z.strictObject({ type: z.literal('simulate-reader'), connected: z.boolean() }),
]);
export type ScreenCommand = z.infer<typeof ScreenCommandSchema>;

/** screen -> engine, over a MessagePort or a WebSocket. `id` comes back in a refusal. */
export const ToEngineSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), version: z.int() }),
  z.strictObject({ type: z.literal('command'), id: z.int(), command: ScreenCommandSchema }),
  /** The screen drew the answer with this id: measures tap to screen. */
  z.strictObject({ type: z.literal('drawn'), answerId: z.string(), at: EpochMsSchema }),
]);
export type ToEngine = z.infer<typeof ToEngineSchema>;
