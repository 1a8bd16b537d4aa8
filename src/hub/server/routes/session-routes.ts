import { z } from 'zod';
import {
  ExtendSessionSchema,
  OpenSessionSchema,
  RegisterSchema,
  SessionAnswerSchema,
  SessionCodeSchema,
  SessionsQuerySchema,
  SessionsSchema,
  StatsSchema,
} from '#contracts/hub-api/sessions.ts';
import { type EpochMs, PersonIdSchema, SessionIdSchema } from '#domain/ids.ts';
import { userOf } from '../auth/access.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { registerView } from '../sessions/register-view.ts';
import {
  cancelSession,
  endSession,
  eraseMarkNotes,
  extendSession,
  openSession,
  sessionFor,
} from '../sessions/run-session.ts';
import { sessionCode } from '../sessions/session-code.ts';
import { sessionView, statsOf } from '../sessions/session-view.ts';

const params = z.strictObject({ id: SessionIdSchema });
const NoteParams = z.strictObject({ id: SessionIdSchema, person: PersonIdSchema });
const tags = ['sessions'];
const config = { access: 'faculty' } as const;

/** What a session looks like to those who run it. */
export function addSessionRoutes(app: App, parts: HubParts): void {
  const { clock } = parts;

  app.get(
    '/api/v1/sessions',
    { config, schema: { tags, querystring: SessionsQuerySchema, response: { 200: SessionsSchema } } },
    async (request) => {
      const { date, section, room } = request.query;
      return await parts.reads.ask('sessions', { user: userOf(request), date, section, room });
    },
  );

  app.get(
    '/api/v1/sessions/:id',
    { config, schema: { tags, params, response: { 200: SessionAnswerSchema } } },
    async (request) => {
      const user = userOf(request);
      const { occurrence } = sessionFor(parts, user, request.params.id);
      return { session: sessionView(parts, occurrence, user) };
    },
  );

  app.get(
    '/api/v1/sessions/:id/register',
    { config, schema: { tags, params, response: { 200: RegisterSchema } } },
    async (request) => {
      const user = userOf(request);
      return registerView(parts, sessionFor(parts, user, request.params.id).occurrence, user);
    },
  );

  app.get(
    '/api/v1/sessions/:id/register.csv',
    { config, schema: { tags, params } },
    async (request, reply) => {
      const asked = { user: userOf(request), id: request.params.id };
      const { name, text } = await parts.reads.ask('registerCsv', asked);
      reply.header('content-disposition', `attachment; filename="${name}"`);
      return await reply.type('text/csv; charset=utf-8').send(text);
    },
  );

  app.get(
    '/api/v1/sessions/:id/stats',
    { config, schema: { tags, params, response: { 200: StatsSchema } } },
    async (request) => {
      const { register } = sessionFor(parts, userOf(request), request.params.id);
      const { sessionId, standing } = register;
      return {
        sessionId,
        state: standing.state,
        stats: statsOf(parts, register),
        now: clock.now() as EpochMs,
      };
    },
  );

  app.get(
    '/api/v1/sessions/:id/code',
    { config, schema: { tags, params, response: { 200: SessionCodeSchema } } },
    async (request) => sessionCode(parts, sessionFor(parts, userOf(request), request.params.id).register),
  );
}

/** What those who run a session may do with it. */
export function addSessionControlRoutes(app: App, parts: HubParts): void {
  const answer = (request: Parameters<typeof userOf>[0], id: z.infer<typeof SessionIdSchema>) => {
    const user = userOf(request);
    return { session: sessionView(parts, sessionFor(parts, user, id).occurrence, user) };
  };

  app.post(
    '/api/v1/sessions/live',
    { config, schema: { tags, body: OpenSessionSchema, response: { 200: SessionAnswerSchema } } },
    async (request) => answer(request, openSession(parts, userOf(request), request.body).sessionId),
  );

  app.post(
    '/api/v1/sessions/:id/extend',
    { config, schema: { tags, params, body: ExtendSessionSchema, response: { 200: SessionAnswerSchema } } },
    async (request) => {
      extendSession(parts, userOf(request), request.params.id, request.body.minutes);
      return answer(request, request.params.id);
    },
  );

  app.post(
    '/api/v1/sessions/:id/end',
    { config, schema: { tags, params, response: { 200: SessionAnswerSchema } } },
    async (request) => {
      endSession(parts, userOf(request), request.params.id);
      return answer(request, request.params.id);
    },
  );

  app.post(
    '/api/v1/sessions/:id/cancel',
    { config, schema: { tags, params, response: { 200: SessionAnswerSchema } } },
    async (request) => {
      cancelSession(parts, userOf(request), request.params.id);
      return answer(request, request.params.id);
    },
  );

  app.delete(
    '/api/v1/sessions/:id/notes/:person',
    { config: { access: 'admin' }, schema: { tags, params: NoteParams, response: { 204: z.null() } } },
    async (request, reply) => {
      eraseMarkNotes(parts, request.params.id, request.params.person);
      return await reply.code(204).send(null);
    },
  );
}
