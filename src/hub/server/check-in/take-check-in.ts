import type { Place, StudentCheckIn } from '#contracts/hub-api/check-in.ts';
import { checkInText, ticketOfText } from '#contracts/hub-api/device-signing.ts';
import type { SessionId } from '#domain/ids.ts';
import type { EventBody, LedgerEvent } from '#domain/ledger/event.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import { sessionOfOpening } from '../store/occurrence-store.ts';
import { pendingCheckIns } from '../store/session-schema.ts';
import { isSignedBy } from './device-key.ts';
import { type DeviceRow, deviceById, isConfirmed } from './device-store.ts';
import { networkOf } from './network-of.ts';
import {
  addCheckIn,
  checkInById,
  checkInByTicket,
  isSharedPhone,
  lastCheckInOf,
  type PhoneCheckInRow,
} from './phone-check-in-store.ts';
import { openToken, type Token } from './sealed-token.ts';
import { usableDevice } from './signed-request.ts';
import { verdictOn } from './verdict-on.ts';

export type CheckInToTake = {
  readonly place: Place;
  readonly body: StudentCheckIn;
  /** The half of the ticket that came as a cookie. */
  readonly cookie: string | undefined;
  readonly address: string;
};

type PhoneCheckIn = EventBody<'phone-check-in'>;

/**
 * Takes a signed check-in into the hub's ledger, where it is durable on return, and gives the row that stands for it: an
 * earlier one when this is a repeat, or when the person is in already. Whether it counts is for the register to say.
 */
export function takeCheckIn(parts: HubParts, taken: CheckInToTake): PhoneCheckInRow {
  const { db } = parts;
  const { body } = taken;
  const device = deviceById(db, body.deviceId);
  if (device === undefined) throw new ApiFailure('device-unknown');
  const text = checkInText({ ...body, place: taken.place });
  if (!isSignedBy(device, text, body.signature)) throw new ApiFailure('device-unknown');
  const known = checkInById(db, body.checkInId);
  // The answer to the first request may have been lost on its way, so whoever can sign it again may ask again.
  if (known !== undefined && known.deviceId === body.deviceId) return known;
  if (known !== undefined) throw new ApiFailure('invalid-request', 'This check-in id is taken.');
  const ticket = openTicket(parts, taken);
  usableDevice(device);
  const sessionId = sessionOfOpening(db, ticket.kiosk, ticket.number);
  const earlier = lastCheckInOf(db, device.personId, ticket, sessionId);
  if (earlier !== undefined && verdictOn(parts, earlier).kind !== 'not-open') return earlier;
  return append(parts, { device, ticket, text, sessionId, taken });
}

function openTicket({ db, keys, clock }: HubParts, { body, place, cookie }: CheckInToTake): Token<'ticket'> {
  const ticket = cookie === undefined ? undefined : openToken(keys.sealing, 'ticket', cookie);
  const fits = ticket !== undefined && ticket.id === body.ticket && ticket.place === place;
  if (!fits || ticket.expiresAt < clock.now() || checkInByTicket(db, ticket.id) !== undefined) {
    throw new ApiFailure('ticket-invalid');
  }
  return ticket;
}

type Appended = {
  readonly device: DeviceRow;
  readonly ticket: Token<'ticket'>;
  readonly text: string;
  readonly sessionId: SessionId | undefined;
  readonly taken: CheckInToTake;
};

function append(parts: HubParts, appended: Appended): PhoneCheckInRow {
  const { db, ledger, log } = parts;
  const body = bodyOf(parts, appended);
  const { envelope } = ledger.append('phone-check-in', body, (event) => {
    addCheckIn(db, rowOf(event, body, appended.ticket.id));
    if (body.sessionId === null) addPending(parts, body);
  });
  log.info('phone check-in recorded', { checkInId: body.checkInId, seq: envelope.seq, flags: body.flags });
  return rowOf(envelope, body, appended.ticket.id);
}

function bodyOf(parts: HubParts, { device, ticket, text, sessionId, taken }: Appended): PhoneCheckIn {
  const { kiosk, number, receivedAt, via } = ticket;
  const flags = flagsOf(parts, device, ticket, sessionId, taken.address);
  return {
    checkInId: taken.body.checkInId,
    sessionId: sessionId ?? null,
    opening: { kiosk, number },
    personId: device.personId,
    deviceId: device.id,
    scannedAt: receivedAt,
    via,
    signed: text,
    signature: taken.body.signature,
    provisional: flags.includes('new-device') || flags.includes('shared-device'),
    flags,
  };
}

function flagsOf(
  { db, keys, clock }: HubParts,
  device: DeviceRow,
  ticket: Token<'ticket'>,
  sessionId: SessionId | undefined,
  address: string,
): PhoneCheckIn['flags'] {
  const flags: PhoneCheckIn['flags'] = [];
  if (!isConfirmed(device, clock.now())) flags.push('new-device');
  if (isSharedPhone(db, device, ticket, sessionId)) flags.push('shared-device');
  if (networkOf(keys.sealing, address) !== ticket.network) flags.push('network-changed');
  if (ticket.isOld) flags.push('old-step');
  return flags;
}

function addPending({ db }: HubParts, body: PhoneCheckIn): void {
  const { checkInId, opening, personId, scannedAt: at } = body;
  db.orm
    .insert(pendingCheckIns)
    .values({ checkInId, ...opening, personId, at, sessionId: null })
    .onConflictDoNothing()
    .run();
}

export function rowOf(
  { epoch, seq }: Pick<LedgerEvent, 'epoch' | 'seq'>,
  { checkInId, opening, personId, deviceId, scannedAt: at }: PhoneCheckIn,
  ticket: string,
): PhoneCheckInRow {
  return { checkInId, ticket, ...opening, personId, deviceId, at, epoch, seq };
}

/** The ticket that a check-in in the ledger was made with. */
export function ticketIn({ signed }: PhoneCheckIn): string | undefined {
  return ticketOfText(signed);
}
