import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import type { UserRow } from '../store/user-store.ts';
import { isFromAnotherSite } from './same-origin.ts';
import { signedInUser } from './web-session.ts';

/**
 * Who may call a route. `open`: anybody, because the route is public or proves its caller by itself (a one-time code, a
 * device's signature, a kiosk's key). `faculty`: whoever is signed in; routes about one section ask further.
 */
export type Access = 'open' | 'faculty' | 'admin';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    user: UserRow | null;
  }
}

/** Routes that libraries add by themselves, and that give out nothing but pages and documentation. */
const PUBLIC_PAGES = [/^\/api\/docs(\/.*)?$/, /^\/console\/\*$/, /^\/\*$/];

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Checks every request against its route's access; a route that doesn't say who may call it stops the hub from starting. */
export function guardRoutes(app: FastifyInstance, parts: Pick<HubParts, 'db' | 'clock' | 'address'>): void {
  app.decorateRequest('user', null);
  app.addHook('onRoute', ({ url, method, config }) => {
    if (config?.access !== undefined || PUBLIC_PAGES.some((pattern) => pattern.test(url))) return;
    throw new Error(`route ${String(method)} ${url} doesn't say who may call it: set config.access`);
  });
  app.addHook('onRequest', async (request) => {
    const isChange = CHANGING.has(request.method) || request.ws;
    if (isChange && isFromAnotherSite(request, parts.address().url)) throw new ApiFailure('wrong-origin');
    checkAccess(request, parts);
  });
}

/** The account that called; only in routes whose access isn't `open`. */
export function userOf(request: FastifyRequest): UserRow {
  if (request.user === null) throw new ApiFailure('not-signed-in');
  return request.user;
}

function checkAccess(request: FastifyRequest, { db, clock }: Pick<HubParts, 'db' | 'clock'>): void {
  const access = request.routeOptions.config.access ?? 'open';
  if (access === 'open') return;
  request.user = signedInUser(db, request, clock.now()) ?? null;
  const user = userOf(request);
  if (access === 'admin' && user.role !== 'admin') throw new ApiFailure('forbidden');
}
