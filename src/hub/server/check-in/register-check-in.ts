import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Place, StudentCheckIn } from '#contracts/hub-api/check-in.ts';
import type { CheckInAnswer } from '#contracts/hub-api/check-in-answer.ts';
import { HUB_TIME_HEADER } from '#contracts/hub-api/device-signing.ts';
import { HUB_ORIGIN } from '#domain/ids.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import { answerCheckIn } from './answer-check-in.ts';
import { noteReturned } from './append-check-in.ts';
import { checkInLimits } from './check-in-limits.ts';
import { addCodeRoutes } from './code-routes.ts';
import { addDeviceRoutes } from './device-routes.ts';
import { addKeptRoute } from './kept-route.ts';
import { receiptKey } from './receipt.ts';
import { addReceiptRoutes } from './receipt-routes.ts';
import { takeCheckIn } from './take-check-in.ts';
import { clearTicketCookie, ticketCookie } from './ticket-cookie.ts';

/** What the rest of the hub calls. */
export type CheckIn = {
  /** A student's body of POST /api/v1/sessions/{place}/attendance. */
  readonly handleAttendance: (
    request: FastifyRequest,
    reply: FastifyReply,
    place: Place,
    body: StudentCheckIn,
  ) => Promise<CheckInAnswer>;
  /** After every commit: a check-in that came back after a restore is known again. */
  readonly noteStored: (stored: readonly StoredEvent[]) => void;
};

/** Room codes to tickets to check-ins, phones, and receipts. */
export async function registerCheckIn(app: App, parts: HubParts): Promise<CheckIn> {
  const limits = checkInLimits();
  const key = await receiptKey(parts.keys);
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header(HUB_TIME_HEADER, String(parts.clock.now()));
  });
  addCodeRoutes(app, parts, limits);
  addDeviceRoutes(app, parts, limits);
  addKeptRoute(app, parts, key);
  addReceiptRoutes(app, parts, key);
  return {
    async handleAttendance(request, reply, place, body) {
      const taken = { place, body, cookie: ticketCookie(request), address: request.ip };
      const row = takeCheckIn(parts, taken);
      clearTicketCookie(request, reply);
      return await answerCheckIn(parts, key, row, body.checkInId);
    },
    noteStored: (stored) => noteReturnedCheckIns(parts, stored),
  };
}

function noteReturnedCheckIns(parts: HubParts, stored: readonly StoredEvent[]): void {
  for (const one of stored) {
    if (one.type !== 'phone-check-in' || one.kiosk !== HUB_ORIGIN) continue;
    if (one.event?.type === 'phone-check-in') noteReturned(parts, one.event);
  }
}
