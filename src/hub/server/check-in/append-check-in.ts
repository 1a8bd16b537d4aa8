import { ticketOfText } from '#contracts/hub-api/device-signing.ts';
import type { DeviceId, EventId, SessionId } from '#domain/ids.ts';
import type { EventBody, LedgerEvent } from '#domain/ledger/event.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { sessionOfOpening } from '../store/occurrence-store.ts';
import { type DeviceRow, isConfirmed } from './device-store.ts';
import { networkOf } from './network-of.ts';
import {
  addCheckIn,
  checkInById,
  isSharedPhone,
  lastCheckInOf,
  type PhoneCheckInRow,
} from './phone-check-in-store.ts';
import type { Token } from './sealed-token.ts';
import { checkInEvent, verdictOn } from './verdict-on.ts';

type PhoneCheckIn = EventBody<'phone-check-in'>;

/** A check-in whose signature and code have been found good. */
export type CheckInToAppend = {
  readonly device: DeviceRow;
  readonly code: Omit<Token<'stamp'>, 'expiresAt'>;
  readonly checkInId: EventId;
  /** As signed. */
  readonly text: string;
  readonly signature: string;
  readonly ticket: string;
  readonly address: string;
  /** It waited on the phone. */
  readonly isKept: boolean;
};

/** The answer to the first request may have been lost on its way, so whoever can sign it again may ask again. */
export function earlierCheckIn(
  db: HubDatabase,
  { checkInId, deviceId }: { readonly checkInId: EventId; readonly deviceId: DeviceId },
): PhoneCheckInRow | undefined {
  const known = checkInById(db, checkInId);
  if (known !== undefined && known.deviceId !== deviceId) {
    throw new ApiFailure('invalid-request', 'This check-in id is taken.');
  }
  return known;
}

/** Durable on return. Gives an earlier row when the person is in already: one is enough, unless this one is worth more. */
export function appendCheckIn(parts: HubParts, wanted: CheckInToAppend): PhoneCheckInRow {
  const { db, ledger, log } = parts;
  const { device, code, ticket } = wanted;
  const sessionId = sessionOfOpening(db, code.kiosk, code.number);
  const body = bodyOf(parts, wanted, sessionId);
  const earlier = lastCheckInOf(db, device.personId, code, sessionId);
  if (earlier !== undefined && isEnough(parts, earlier, body)) return earlier;
  const { envelope } = ledger.append('phone-check-in', body, (event) => {
    addCheckIn(db, rowOf(event, body, ticket));
  });
  log.info('phone check-in recorded', { checkInId: body.checkInId, seq: envelope.seq, flags: body.flags });
  return rowOf(envelope, body, ticket);
}

/** An earlier check-in will do unless it came while nothing was open, or needs confirming while this one doesn't. */
function isEnough(parts: HubParts, earlier: PhoneCheckInRow, { provisional }: PhoneCheckIn): boolean {
  if (verdictOn(parts, earlier).kind === 'not-open') return false;
  return provisional || !checkInEvent(parts.db, earlier).body.provisional;
}

function bodyOf(parts: HubParts, wanted: CheckInToAppend, sessionId: SessionId | undefined): PhoneCheckIn {
  const { device, code, checkInId, text, signature, isKept } = wanted;
  const flags = flagsOf(parts, wanted, sessionId);
  return {
    checkInId,
    sessionId: sessionId ?? null,
    opening: { kiosk: code.kiosk, number: code.number },
    personId: device.personId,
    deviceId: device.id,
    scannedAt: code.receivedAt,
    via: code.via,
    signed: text,
    signature,
    provisional: isKept || flags.includes('new-device') || flags.includes('shared-device'),
    flags,
  };
}

function flagsOf(
  { db, keys, clock }: HubParts,
  { device, code, address }: CheckInToAppend,
  sessionId: SessionId | undefined,
): PhoneCheckIn['flags'] {
  const flags: PhoneCheckIn['flags'] = [];
  if (!isConfirmed(device, clock.now())) flags.push('new-device');
  if (isSharedPhone(db, device, code, sessionId)) flags.push('shared-device');
  if (networkOf(keys.sealing, address) !== code.network) flags.push('network-changed');
  if (code.isOld) flags.push('old-step');
  return flags;
}

function rowOf(
  { epoch, seq }: Pick<LedgerEvent, 'epoch' | 'seq'>,
  { checkInId, opening, personId, deviceId, scannedAt: at }: PhoneCheckIn,
  ticket: string,
): PhoneCheckInRow {
  return { checkInId, ticket, ...opening, personId, deviceId, at, epoch, seq };
}

/** Knows a check-in again that came back from a kiosk after the hub's database was put back. */
export function noteReturned(
  { db }: HubParts,
  event: Extract<LedgerEvent, { type: 'phone-check-in' }>,
): void {
  const ticket = ticketOfText(event.body.signed);
  if (ticket !== undefined) addCheckIn(db, rowOf(event, event.body, ticket));
}

/** Takes a check-in back from its receipt, which holds all of it; false when it is here. */
export function takeBack({ db, ledger, log }: HubParts, body: PhoneCheckIn): boolean {
  const ticket = ticketOfText(body.signed);
  if (ticket === undefined || checkInById(db, body.checkInId) !== undefined) return false;
  const { envelope } = ledger.append('phone-check-in', body, (event) => {
    addCheckIn(db, rowOf(event, body, ticket));
  });
  log.info('phone check-in taken back from its receipt', { checkInId: body.checkInId, seq: envelope.seq });
  return true;
}
