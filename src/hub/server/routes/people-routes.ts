import { z } from 'zod';
import {
  BadgeSchema,
  NewCardSchema,
  NewPinSchema,
  NewSignInCodeSchema,
  PeopleQuerySchema,
  PeopleSchema,
  PersonDetailSchema,
  SignInCodeSchema,
} from '#contracts/hub-api/people.ts';
import { PersonIdSchema } from '#domain/ids.ts';
import { userOf } from '../auth/access.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { makeBadge } from '../people/badges.ts';
import { giveCard, takeCard } from '../people/cards.ts';
import { issueSignInCode, setPin } from '../people/person-secrets.ts';
import { personDetail, personFor } from '../people/person-view.ts';

const params = z.strictObject({ id: PersonIdSchema });
const CardParams = z.strictObject({ id: PersonIdSchema, card: z.string().max(40) });

export function addPeopleRoutes(app: App, parts: HubParts): void {
  const tags = ['people'];
  const admin = { access: 'admin' } as const;
  const faculty = { access: 'faculty' } as const;

  app.get(
    '/api/v1/people',
    { config: faculty, schema: { tags, querystring: PeopleQuerySchema, response: { 200: PeopleSchema } } },
    async (request) => {
      const user = userOf(request);
      const { search, role, offset, limit } = request.query;
      return await parts.reads.ask('people', { user, search: { search, role, offset, limit } });
    },
  );

  app.get(
    '/api/v1/people/:id',
    { config: faculty, schema: { tags, params, response: { 200: PersonDetailSchema } } },
    async (request) => await parts.reads.ask('person', { user: userOf(request), id: request.params.id }),
  );

  app.post(
    '/api/v1/people/:id/cards',
    { config: admin, schema: { tags, params, body: NewCardSchema, response: { 200: PersonDetailSchema } } },
    async (request) => {
      giveCard(parts, request.params.id, request.body.number);
      return personDetail(parts, userOf(request), personFor(parts, userOf(request), request.params.id));
    },
  );

  app.delete(
    '/api/v1/people/:id/cards/:card',
    { config: admin, schema: { tags, params: CardParams, response: { 200: PersonDetailSchema } } },
    async (request) => {
      takeCard(parts, request.params.id, request.params.card);
      return personDetail(parts, userOf(request), personFor(parts, userOf(request), request.params.id));
    },
  );

  app.post(
    '/api/v1/people/:id/badges',
    { config: admin, schema: { tags, params, response: { 200: BadgeSchema } } },
    async (request) => makeBadge(parts, personFor(parts, userOf(request), request.params.id).id),
  );

  app.put(
    '/api/v1/people/:id/pin',
    { config: admin, schema: { tags, params, body: NewPinSchema, response: { 204: z.null() } } },
    async (request, reply) => {
      const person = personFor(parts, userOf(request), request.params.id);
      await setPin(parts, person.id, request.body.pin);
      return await reply.code(204).send(null);
    },
  );

  app.post(
    '/api/v1/people/:id/sign-in-codes',
    {
      config: faculty,
      schema: { tags, params, body: NewSignInCodeSchema, response: { 200: SignInCodeSchema } },
    },
    async (request) => {
      const person = personFor(parts, userOf(request), request.params.id);
      return issueSignInCode(parts, person.id, request.body.minutes);
    },
  );
}
