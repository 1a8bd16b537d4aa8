import { z } from 'zod';
import {
  ChangePasswordSchema,
  NewUserSchema,
  SignedInSchema,
  SignInSchema,
  UserPasswordSchema,
  UserSchema,
  UsersSchema,
} from '#contracts/hub-api/auth.ts';
import { ApiFailure } from '../api-failure.ts';
import { userOf } from '../auth/access.ts';
import { accountView, createAccount, resetPassword, setAccountDisabled } from '../auth/accounts.ts';
import { hashPassword, isPassword } from '../auth/passwords.ts';
import { createSignIn, signedIn } from '../auth/sign-in.ts';
import { endWebSession, startWebSession } from '../auth/web-session.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { allUsers, setPassword } from '../store/user-store.ts';

const NothingSchema = z.null();
const UserParams = z.strictObject({ id: z.string().max(40) });

// Beside the slowing down of each account: one address can't try many accounts quickly.
const FEW = { max: 60, timeWindow: 60_000 };

export function addAuthRoutes(app: App, parts: HubParts): void {
  const { db, clock } = parts;
  const signIn = createSignIn(parts);

  app.post(
    '/api/v1/auth/sign-in',
    {
      config: { access: 'open', rateLimit: FEW },
      schema: { tags: ['auth'], body: SignInSchema, response: { 200: SignedInSchema } },
    },
    async (request, reply) => {
      const user = await signIn(request.body, request.ip);
      startWebSession(db, request, reply, user.id, clock.now());
      return signedIn(parts, user);
    },
  );

  app.post(
    '/api/v1/auth/sign-out',
    { config: { access: 'open' }, schema: { tags: ['auth'], response: { 204: NothingSchema } } },
    async (request, reply) => {
      endWebSession(db, request, reply);
      return await reply.code(204).send(null);
    },
  );

  app.get(
    '/api/v1/auth/me',
    { config: { access: 'faculty' }, schema: { tags: ['auth'], response: { 200: SignedInSchema } } },
    async (request) => signedIn(parts, userOf(request)),
  );

  app.post(
    '/api/v1/auth/password',
    {
      config: { access: 'faculty', rateLimit: FEW },
      schema: { tags: ['auth'], body: ChangePasswordSchema, response: { 204: NothingSchema } },
    },
    async (request, reply) => {
      const user = userOf(request);
      if (!(await isPassword(user.password, request.body.current))) throw new ApiFailure('wrong-password');
      setPassword(db, user.id, await hashPassword(request.body.next));
      startWebSession(db, request, reply, user.id, clock.now());
      return await reply.code(204).send(null);
    },
  );
}

export function addUserRoutes(app: App, { db, clock }: HubParts): void {
  const config = { access: 'admin' } as const;
  const tags = ['users'];

  app.get('/api/v1/users', { config, schema: { tags, response: { 200: UsersSchema } } }, async () => ({
    users: allUsers(db).map((user) => accountView(db, user)),
  }));

  app.post(
    '/api/v1/users',
    { config, schema: { tags, body: NewUserSchema, response: { 200: UserPasswordSchema } } },
    async (request) => await createAccount(db, request.body, clock.now()),
  );

  app.post(
    '/api/v1/users/:id/password',
    { config, schema: { tags, params: UserParams, response: { 200: UserPasswordSchema } } },
    async (request) => await resetPassword(db, request.params.id),
  );

  app.post(
    '/api/v1/users/:id/disable',
    { config, schema: { tags, params: UserParams, response: { 200: UserSchema } } },
    async (request) => setAccountDisabled(db, request.params.id, clock.now()),
  );

  app.post(
    '/api/v1/users/:id/enable',
    { config, schema: { tags, params: UserParams, response: { 200: UserSchema } } },
    async (request) => setAccountDisabled(db, request.params.id, null),
  );
}
