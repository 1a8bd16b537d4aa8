import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ApiErrorCode } from '#contracts/hub-api/api-error.ts';
import type { Log } from '#platform/log.ts';
import { ApiFailure } from '../api-failure.ts';
import type { DiskTrouble } from '../disk/disk-trouble.ts';
import type { DiskPort } from '../disk/hub-disk.ts';

/** Makes every failure of a request one JSON body with a code; what nobody foresaw is logged and told as no more than that. */
export function answerErrors(app: FastifyInstance, log: Log, disk: Pick<DiskPort, 'note'>): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = diskFailure(disk.note(error)) ?? failureFrom(error);
    if (failure.code === 'internal') logFailure(log, request, error);
    return send(reply, failure);
  });
}

/** What is refused before any route is asked: an address that is none, or a part of one that is too long. */
export function answerFrameworkError(
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  send(reply, failureFrom(error));
}

export function send(reply: FastifyReply, failure: ApiFailure): FastifyReply {
  const { retryAfterMs } = failure;
  if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1_000));
  return reply
    .code(failure.status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(failure.body()));
}

/** As long as somebody needs to make room at best, so that phones neither give up nor hammer. */
const DISK_RETRY_MS = 30_000;

function diskFailure(trouble: DiskTrouble | undefined): ApiFailure | undefined {
  if (trouble === undefined) return undefined;
  // One that has failed ends the hub, which is back in a moment.
  return new ApiFailure(trouble === 'full' ? 'disk-full' : 'unavailable', undefined, {
    retryAfterMs: DISK_RETRY_MS,
  });
}

function failureFrom(error: FastifyError): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'request';
    const details = error.validation.map(({ instancePath, message }) =>
      `${where}${instancePath.replaceAll('/', '.')}: ${message ?? 'is wrong'}`.trim(),
    );
    return new ApiFailure('invalid-request', undefined, { details });
  }
  return new ApiFailure(codeOfStatus(error.statusCode ?? 500));
}

function codeOfStatus(status: number): ApiErrorCode {
  switch (status) {
    case 404:
      return 'not-found';
    case 413:
      return 'too-large';
    case 415:
      return 'unsupported-media-type';
    case 429:
      return 'too-many-requests';
    case 503:
      return 'unavailable';
    default:
      return status >= 400 && status < 500 ? 'invalid-request' : 'internal';
  }
}

function logFailure(log: Log, request: FastifyRequest, error: FastifyError): void {
  // The pattern of the route and never the address itself: addresses of room codes are secrets while they last.
  log.error('request failed', { method: request.method, route: request.routeOptions.url, error });
}
