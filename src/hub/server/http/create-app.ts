import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { MAX_MESSAGE_BYTES } from '#domain/sync/limits.ts';
import { ApiFailure } from '../api-failure.ts';
import { guardRoutes } from '../auth/access.ts';
import type { HubParts } from '../hub-parts.ts';
import { installedVersion } from '../installed-folder.ts';
import type { ServerCertificate } from '../tls/server-certificate.ts';
import { answerErrors } from './answer-errors.ts';
import { addDocumentation } from './documentation.ts';
import { logRequests } from './request-log.ts';
import { addSecurityHeaders } from './security-headers.ts';

/** A web application whose routes are typed by zod schemas. */
export type App = ReturnType<typeof typed>;

/** Bodies of the API are small; imports say their own limit. */
const BODY_LIMIT = 256 * 1024;

/** Per address and minute, over everything. A whole hall may sit behind one address, so this only stops floods. */
const REQUESTS_A_MINUTE = 6_000;

/** The bare application: every request is guarded, limited, logged and answered in one form; no route yet. */
export async function createApp(parts: HubParts, certificate: ServerCertificate | undefined): Promise<App> {
  const app = typed(
    Fastify({
      https: certificate === undefined ? null : { key: certificate.key, cert: certificate.chain },
      logger: false,
      trustProxy: parts.settings.trustProxy,
      bodyLimit: BODY_LIMIT,
      // So that closing doesn't wait for browsers that keep their connections.
      forceCloseConnections: true,
      routerOptions: { maxParamLength: 200 },
    }) as unknown as FastifyInstance,
  );
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app, parts.log);
  logRequests(app, parts.log);
  await app.register(cookie);
  await app.register(websocket, { options: { maxPayload: MAX_MESSAGE_BYTES } });
  await addSecurityHeaders(app, certificate !== undefined);
  guardRoutes(app, parts);
  await app.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      new ApiFailure('too-many-requests', undefined, { retryAfterMs: ttl }),
  });
  await addDocumentation(app, installedVersion());
  return app;
}

function typed(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}
