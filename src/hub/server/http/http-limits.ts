import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiFailure } from '../api-failure.ts';

/** Bodies of the API are small; imports say their own limit. */
export const BODY_LIMIT = 256 * 1024;

/**
 * Per address and minute, over everything. A campus may sit behind one address: fifteen hundred phones that open the page
 * in one minute make so many. It only stops floods.
 */
export const REQUESTS_A_MINUTE = 30_000;

export const CONNECTION_LIMITS = {
  /** From connecting to the last header, and between requests to the next one's. A phone on a bad line needs two seconds. */
  headersMs: 15_000,
  /** A whole request, imports too: 64 MB in two minutes is 4 Mbit/s. */
  requestMs: 120_000,
  /** How often the two above are looked at. */
  checkMs: 2_000,
  /** Of TLS. */
  handshakeMs: 10_000,
  /** Twice the kiosks that one hub holds. More are closed at once, before they cost anything. */
  connections: 20_000,
} as const;

/** From the headers to the body's end, where the body is a small one: 256 kB in 20 s is a tenth of a bad mobile line. */
export const BODY_MS = 20_000;

/** Ends requests whose body dribbles in. Node itself has one limit for all, and that must leave time for an import. */
export function limitBodyTime(app: FastifyInstance, withinMs = BODY_MS): void {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (isSmall(request) && !request.raw.complete) {
      const { raw } = request;
      const timer = setTimeout(() => raw.socket.destroy(), withinMs);
      payload.once('end', () => clearTimeout(timer));
      raw.once('close', () => clearTimeout(timer));
    }
    done(null, payload);
  });
}

/** Whoever has hung up before being asked for has no address any more, and nobody hears an answer: a stranger must not fill the log. */
export function leaveTheGone(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw }) => {
    if (raw.socket.remoteAddress === undefined) throw new ApiFailure('invalid-request');
  });
}

function isSmall({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.bodyLimit ?? BODY_LIMIT) <= BODY_LIMIT;
}
