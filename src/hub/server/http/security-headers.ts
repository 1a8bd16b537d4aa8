import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Pages load only what this hub serves, run no inline code, and stand in nobody's frame. */
const DIRECTIVES = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  mediaSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  workerSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
} as const;

const PLAIN_POLICY = policy(DIRECTIVES);
// The student page reads codes with a WebAssembly decoder, in a worker, from the camera.
const STUDENT_POLICY = policy({ ...DIRECTIVES, scriptSrc: ["'self'", "'wasm-unsafe-eval'"] });

/** Addresses that answer with something else than the student page. */
const NOT_THE_STUDENT_PAGE = /^\/(console|api)(\/|$|\?)/;

export async function addSecurityHeaders(app: FastifyInstance, secure: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    // Browsers heed these over https only, and complain about them elsewhere.
    strictTransportSecurity: secure ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: secure ? { policy: 'same-origin' } : false,
    originAgentCluster: secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onSend', async (request, reply) => {
    const isStudentPage = !NOT_THE_STUDENT_PAGE.test(request.url);
    reply.header('content-security-policy', isStudentPage ? STUDENT_POLICY : PLAIN_POLICY);
    reply.header(
      'permissions-policy',
      `camera=${isStudentPage ? '(self)' : '()'}, microphone=(), geolocation=()`,
    );
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
  });
}

function policy(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(
      ([name, values]) =>
        `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${values.join(' ')}`,
    )
    .join('; ');
}
