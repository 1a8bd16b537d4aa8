import { z } from 'zod';
import { ApiErrorSchema } from '#contracts/hub-api/api-error.ts';
import { SessionStateSchema, SessionStatsSchema } from '#contracts/hub-api/sessions.ts';
import { EpochMsSchema, PersonIdSchema, SessionIdSchema } from '#domain/ids.ts';
import { MethodSchema } from '#domain/ledger/event.ts';
import { MarkStatusSchema } from '#domain/register/mark-status.ts';

const PREFIX = 'attendance_updates_';

/** `attendance_updates_{session id}`. */
export const ChannelSchema = z.string().regex(/^attendance_updates_[0-9a-f-]{36}$/);

export function channelOf(sessionId: string): string {
  return `${PREFIX}${sessionId}`;
}

export function sessionOfChannel(channel: string): string {
  return channel.slice(PREFIX.length);
}

/**
 * browser -> hub over the WebSocket at /api/v1/live. `?channel=` in the address subscribes at once. The first answer to a
 * subscription is SESSION_STATUS and STATS_UPDATE as they are now, so that nothing is missed by connecting again.
 */
export const LiveRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), channel: ChannelSchema }),
  z.strictObject({ type: z.literal('unsubscribe'), channel: ChannelSchema }),
]);
export type LiveRequest = z.infer<typeof LiveRequestSchema>;

/** hub -> browser. */
export const LiveMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('CHECK_IN'),
    channel: ChannelSchema,
    sessionId: SessionIdSchema,
    revision: z.int().min(0),
    personId: PersonIdSchema,
    name: z.string(),
    studentNumber: z.string(),
    status: MarkStatusSchema,
    method: MethodSchema.nullable(),
    at: EpochMsSchema,
    provisional: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('STATS_UPDATE'),
    channel: ChannelSchema,
    sessionId: SessionIdSchema,
    stats: SessionStatsSchema,
    now: EpochMsSchema,
  }),
  z.strictObject({
    type: z.literal('SESSION_STATUS'),
    channel: ChannelSchema,
    sessionId: SessionIdSchema,
    state: SessionStateSchema,
    openedAt: EpochMsSchema.nullable(),
    closesAt: EpochMsSchema,
    now: EpochMsSchema,
  }),
  z.strictObject({
    type: z.literal('ERROR'),
    channel: z.string().nullable(),
    error: ApiErrorSchema.shape.error,
  }),
]);
export type LiveMessage = z.infer<typeof LiveMessageSchema>;
