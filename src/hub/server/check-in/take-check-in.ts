import type { Place, StudentCheckIn } from '#contracts/hub-api/check-in.ts';
import { checkInText } from '#contracts/hub-api/device-signing.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import { appendCheckIn, earlierCheckIn } from './append-check-in.ts';
import { checkInByTicket, type PhoneCheckInRow } from './phone-check-in-store.ts';
import { openToken, type Token } from './sealed-token.ts';
import { signerOf, usableDevice } from './signed-request.ts';

export type CheckInToTake = {
  readonly place: Place;
  readonly body: StudentCheckIn;
  /** The half of the ticket that came as a cookie. */
  readonly cookie: string | undefined;
  readonly address: string;
};

/**
 * Takes a signed check-in into the hub's ledger, where it is durable on return, and gives the row that stands for it: an
 * earlier one when this is a repeat, or when the person is in already. Whether it counts is for the register to say.
 */
export function takeCheckIn(parts: HubParts, taken: CheckInToTake): PhoneCheckInRow {
  const { db } = parts;
  const { body, place, address } = taken;
  const text = checkInText({ ...body, place });
  const device = signerOf(db, body.deviceId, text, body.signature);
  const known = earlierCheckIn(db, body);
  if (known !== undefined) return known;
  const code = openTicket(parts, taken);
  usableDevice(device);
  const { checkInId, ticket, signature } = body;
  return appendCheckIn(parts, { device, code, checkInId, text, signature, ticket, address, isKept: false });
}

function openTicket({ db, keys, clock }: HubParts, { body, place, cookie }: CheckInToTake): Token<'ticket'> {
  const ticket = cookie === undefined ? undefined : openToken(keys.sealing, 'ticket', cookie);
  const fits = ticket !== undefined && ticket.id === body.ticket && ticket.place === place;
  if (!fits || ticket.expiresAt < clock.now() || checkInByTicket(db, ticket.id) !== undefined) {
    throw new ApiFailure('ticket-invalid');
  }
  return ticket;
}
