import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { API_ERRORS, type ApiErrorCode } from '#contracts/hub-api/api-error.ts';
import {
  ChannelSchema,
  type LiveMessage,
  LiveRequestSchema,
  sessionOfChannel,
} from '#contracts/hub-api/live.ts';
import type { SessionId } from '#domain/ids.ts';
import { userOf } from '../auth/access.ts';
import { signedInUser } from '../auth/web-session.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { mayRun } from '../sessions/session-view.ts';
import { occurrenceOf } from '../store/occurrence-store.ts';
import type { LiveChannels } from './live-channels.ts';

/** Half dead connections are found out, and sign-outs take effect, within this time. */
const CHECK_MS = 20_000;

/** A browser that lets this much pile up isn't looking. It may connect again, and reads everything anew. */
const MOST_BUFFERED = 512 * 1024;
const MOST_CHANNELS = 64;
const LONGEST_REQUEST = 1_000;

const CLOSE_TOO_SLOW = 1013;
const CLOSE_SIGNED_OUT = 4401;
const CLOSE_NONSENSE = 1008;

const QuerySchema = z.object({ channel: ChannelSchema.optional() });

/** The WebSocket at /api/v1/live: counts and arrivals of the sessions a teacher watches. */
export function addLiveRoute(app: App, parts: HubParts, channels: LiveChannels): void {
  app.get(
    '/api/v1/live',
    {
      websocket: true,
      config: { access: 'faculty' },
      schema: { tags: ['sessions'], querystring: QuerySchema },
    },
    (socket, request) => {
      const connection = connect(socket, request, parts, channels);
      const { channel } = request.query;
      if (channel !== undefined) connection.subscribe(channel);
    },
  );
}

function connect(socket: WebSocket, request: FastifyRequest, parts: HubParts, channels: LiveChannels) {
  const subscriptions = new Map<string, () => void>();
  const user = userOf(request);

  const send = (message: LiveMessage) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_BUFFERED) socket.close(CLOSE_TOO_SLOW, 'too slow');
    else socket.send(JSON.stringify(message));
  };
  const refuse = (channel: string | null, code: ApiErrorCode) =>
    send({ type: 'ERROR', channel, error: { code, message: API_ERRORS[code].message } });

  const unsubscribe = (channel: string) => {
    subscriptions.get(channel)?.();
    subscriptions.delete(channel);
  };
  const subscribe = (channel: string) => {
    unsubscribe(channel);
    const sessionId = sessionOfChannel(channel) as SessionId;
    const occurrence = occurrenceOf(parts.db, sessionId);
    if (occurrence === undefined) return refuse(channel, 'session-not-found');
    if (!mayRun(user, occurrence)) return refuse(channel, 'forbidden');
    if (subscriptions.size >= MOST_CHANNELS) return refuse(channel, 'too-many-requests');
    subscriptions.set(channel, channels.subscribe(sessionId, send));
  };

  socket.on('message', (data: Buffer) => {
    const asked = data.length > LONGEST_REQUEST ? undefined : parseRequest(data.toString());
    if (asked === undefined) return socket.close(CLOSE_NONSENSE, 'not understood');
    if (asked.type === 'subscribe') subscribe(asked.channel);
    else unsubscribe(asked.channel);
  });
  const stopChecking = keepChecking(
    socket,
    () => signedInUser(parts.db, request, parts.clock.now()) !== undefined,
  );
  socket.on('close', () => {
    stopChecking();
    for (const end of subscriptions.values()) end();
    subscriptions.clear();
  });
  return { subscribe };
}

/** Pings, and ends a connection that doesn't answer or whose user has signed out. */
function keepChecking(socket: WebSocket, mayStay: () => boolean): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    if (!mayStay()) return socket.close(CLOSE_SIGNED_OUT, 'signed out');
    answered = false;
    socket.ping();
  }, CHECK_MS);
  return () => clearInterval(timer);
}

function parseRequest(text: string) {
  try {
    return LiveRequestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
