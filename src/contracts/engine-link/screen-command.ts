import { z } from 'zod';
import { EpochMsSchema, PersonIdSchema, SessionIdSchema } from '#domain/ids.ts';
import { HandMarkSchema } from '#domain/register/mark-status.ts';
import { PanelCommandSchema } from './panel/panel.ts';

/** `off`: there, and not in use. `no-picture`: open, but nothing comes from it. The others say why it couldn't be opened. */
export const CameraStateSchema = z.enum([
  'off',
  'looking',
  'no-picture',
  'missing',
  'refused',
  'busy',
  'failed',
]);
export type CameraState = z.infer<typeof CameraStateSchema>;

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
  /** What the camera decoded of a code held to it. Told once while it stays in the picture. */
  z.strictObject({ type: z.literal('camera-code'), text: z.string().max(1_000) }),
  /** How the camera is, told when that changes and whenever the screen is linked anew. */
  z.strictObject({ type: z.literal('camera-state'), state: CameraStateSchema, label: z.string().max(200) }),
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
