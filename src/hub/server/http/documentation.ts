import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** swagger-ui colours its logo by a style within the picture; this is its hash. Nothing else of it is inline. */
const LOGO_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

const POLICY = `default-src 'none'; script-src 'self'; style-src 'self' ${LOGO_STYLE}; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** OpenAPI at /api/docs/json, to be read and tried at /api/docs. */
export async function addDocumentation(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Muster hub',
        version,
        description:
          'Sign in at `/api/v1/auth/sign-in`; the session cookie does the rest. Every refusal is `{error: {code, message}}`.',
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { docExpansion: 'list', persistAuthorization: false },
  });
  app.addHook('onSend', async (request, reply) => {
    if (!/^\/api\/docs(\/|$|\?)/.test(request.url)) return;
    reply.header('content-security-policy', POLICY);
    reply.header('cache-control', 'no-cache');
  });
}
