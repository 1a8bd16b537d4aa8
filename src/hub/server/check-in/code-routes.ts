import { z } from 'zod';
import type { CodeRefusal } from '#contracts/hub-api/check-in.ts';
import {
  HubFactsSchema,
  type PageStart,
  ScanRequestSchema,
  TicketRequestSchema,
  TicketSchema,
  TypedRequestSchema,
} from '#contracts/hub-api/check-in.ts';
import type { EpochMs } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import { ApiFailure } from '../api-failure.ts';
import type { App } from '../http/create-app.ts';
import { NOT_BUILT } from '../http/pages.ts';
import type { HubParts } from '../hub-parts.ts';
import { acceptedCode, issueTicket, openStamp, originOf, receiveCode, sealStamp } from './accepted-code.ts';
import type { CheckInLimits } from './check-in-limits.ts';
import { hubFacts } from './class-facts.ts';
import { codePage } from './code-page.ts';
import type { DeviceRow } from './device-store.ts';
import { judgeTyped } from './judge-room-code.ts';
import { openingsOf } from './own-openings.ts';
import { signingDevice } from './signed-request.ts';
import { setTicketCookie } from './ticket-cookie.ts';

const SMALL_BODY = { bodyLimit: 4 * 1024 };

/** From a room code, however it reached the phone, to a ticket for one check-in. */
export function addCodeRoutes(app: App, parts: HubParts, limits: CheckInLimits): void {
  const tags = ['check-in'];
  const config = { access: 'open' } as const;

  // The QR code's address is in capitals; people who type it use what their keyboard gives.
  for (const url of ['/C/:token', '/c/:token']) {
    const params = z.strictObject({ token: z.string().max(200) });
    app.get(url, { config, schema: { hide: true, params } }, async (request, reply) => {
      const page = codePage(startOf(parts, limits, { text: request.params.token, address: request.ip }));
      reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
      if (page === undefined) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
      return reply.code(page.status).type('text/html; charset=utf-8').send(page.html);
    });
  }

  app.get(
    '/api/v1/check-in/about',
    { config, schema: { tags, response: { 200: HubFactsSchema } } },
    async () => hubFacts(parts),
  );

  app.post(
    '/api/v1/check-in/ticket',
    { config, ...SMALL_BODY, schema: { tags, body: TicketRequestSchema, response: { 200: TicketSchema } } },
    async (request, reply) => {
      const now = parts.clock.now();
      const code = openStamp(parts, request.body.stamp, now);
      if (code === undefined) throw new ApiFailure('ticket-invalid');
      const { sealed, told } = issueTicket(parts, code, now);
      setTicketCookie(request, reply, sealed);
      return told;
    },
  );

  app.post(
    '/api/v1/check-in/scan',
    { config, ...SMALL_BODY, schema: { tags, body: ScanRequestSchema, response: { 200: TicketSchema } } },
    async (request, reply) => {
      const at = parts.clock.now();
      const received = receiveCode(parts, limits, { text: request.body.text, address: request.ip, at });
      if (!received.ok) throw refusal(received.error);
      const { sealed, told } = issueTicket(parts, received.value, at);
      setTicketCookie(request, reply, sealed);
      return told;
    },
  );

  app.post(
    '/api/v1/check-in/typed',
    { config, ...SMALL_BODY, schema: { tags, body: TypedRequestSchema, response: { 200: TicketSchema } } },
    async (request, reply) => {
      const at = parts.clock.now();
      const device = signingDevice(parts, limits, request);
      const code = receiveTyped(parts, limits, device, { text: request.body.code, address: request.ip, at });
      const { sealed, told } = issueTicket(parts, code, at);
      setTicketCookie(request, reply, sealed);
      return told;
    },
  );
}

function startOf(
  parts: HubParts,
  limits: CheckInLimits,
  { text, address }: { readonly text: string; readonly address: string },
): PageStart {
  const at = parts.clock.now();
  const hub = hubFacts(parts);
  const received = receiveCode(parts, limits, { text, address, at });
  if (!received.ok) return { kind: 'refused', reason: received.error, hub };
  const { offer } = issueTicket(parts, received.value, at).told;
  return { kind: 'offer', stamp: sealStamp(parts, received.value), offer, hub };
}

/** Digits can be guessed, so they are tried only against the classes of whoever signed, and five times a minute. */
function receiveTyped(
  parts: HubParts,
  { typedCodes }: CheckInLimits,
  { personId }: DeviceRow,
  { text, address, at }: { readonly text: string; readonly address: string; readonly at: EpochMs },
) {
  const retryAfterMs = typedCodes.waitMs(personId, at);
  if (retryAfterMs > 0) throw new ApiFailure('too-many-requests', undefined, { retryAfterMs });
  const judged = judgeTyped({
    ...{ code: text, at },
    tenant: parts.institutionId,
    openings: openingsOf(parts, personId, at),
    originOf: (kiosk) => originOf(parts, kiosk, at),
  });
  if (judged === undefined) {
    typedCodes.note(personId, at);
    throw new ApiFailure(
      'code-wrong',
      'These digits are not those of any of your classes now. They change every ten seconds.',
    );
  }
  return acceptedCode(parts, judged, { via: 'typed', address, at });
}

function refusal(reason: CodeRefusal): ApiFailure {
  switch (reason) {
    case 'expired':
      return new ApiFailure('code-expired', 'This code is no longer shown. Scan the one on the display now.');
    case 'wrong':
      return new ApiFailure('code-wrong', 'This is not a check-in code of this hub.');
    case 'too-many':
      return new ApiFailure('too-many-requests');
    default:
      return unreachable(reason);
  }
}
