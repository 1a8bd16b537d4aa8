import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { ApiFailure } from '../api-failure.ts';
import { guardRoutes } from '../auth/access.ts';
import type { HubParts } from '../hub-parts.ts';
import { installedVersion } from '../installed-folder.ts';
import { SOCKET_OPTIONS } from '../sync/socket-limits.ts';
import type { ServerCertificate } from '../tls/server-certificate.ts';
import { answerErrors, answerFrameworkError } from './answer-errors.ts';
import { addDocumentation } from './documentation.ts';
import {
  BODY_LIMIT,
  CONNECTION_LIMITS,
  leaveTheGone,
  limitBodyTime,
  REQUESTS_A_MINUTE,
} from './http-limits.ts';
import { logRequests } from './request-log.ts';
import { addSecurityHeaders } from './security-headers.ts';

/** A web application whose routes are typed by zod schemas. */
export type App = ReturnType<typeof typed>;

/** The bare application: every request is guarded, limited, logged and answered in one form; no route yet. */
export async function createApp(parts: HubParts, certificate: ServerCertificate | undefined): Promise<App> {
  const app = typed(
    Fastify({
      ...serverOptions(certificate),
      logger: false,
      trustProxy: parts.settings.trustProxy,
      bodyLimit: BODY_LIMIT,
      // So that closing doesn't wait for browsers that keep their connections.
      forceCloseConnections: true,
      routerOptions: { maxParamLength: 200 },
      frameworkErrors: answerFrameworkError,
    }) as unknown as FastifyInstance,
  );
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.server.maxConnections = CONNECTION_LIMITS.connections;
  answerErrors(app, parts.log, parts.disk);
  leaveTheGone(app);
  limitBodyTime(app);
  logRequests(app, parts.log);
  await app.register(cookie);
  await app.register(websocket, { options: SOCKET_OPTIONS });
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

/** Whoever says nothing, or says it a byte at a time, is hung up on; honest connections never wait for it. */
function serverOptions(certificate: ServerCertificate | undefined) {
  const { headersMs, requestMs, checkMs, handshakeMs } = CONNECTION_LIMITS;
  const http = { headersTimeout: headersMs, connectionsCheckingInterval: checkMs };
  const https =
    certificate === undefined
      ? null
      : { ...http, handshakeTimeout: handshakeMs, key: certificate.key, cert: certificate.chain };
  return { http, https, requestTimeout: requestMs };
}

function typed(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}
