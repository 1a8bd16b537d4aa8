import { randomBytes } from 'node:crypto';
import type { CodeRefusal, Offer, Ticket } from '#contracts/hub-api/check-in.ts';
import { type EpochMs, HUB_ORIGIN, type KioskNumber } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { HubParts } from '../hub-parts.ts';
import { kioskByNumber, secretsOf } from '../store/kiosk-store.ts';
import type { CheckInLimits } from './check-in-limits.ts';
import { offerOf } from './class-facts.ts';
import { type CodeOrigin, type JudgedCode, judgeRoomCode } from './judge-room-code.ts';
import { networkOf } from './network-of.ts';
import { openToken, sealToken, type Token } from './sealed-token.ts';

/** Time to look at the page that the phone's camera opened, and tap. */
const STAMP_LIFE_MS = 60_000;
/** Time to sign in for the first time, or for a bad network to come back. */
export const TICKET_LIFE_MS = 120_000;

export type ReceivedCode = { readonly text: string; readonly address: string; readonly at: EpochMs };

/** Judges a code as it stood when the request came in, so that whatever the person does next can't make it too old. */
export function receiveCode(
  parts: HubParts,
  { wrongCodes }: CheckInLimits,
  { text, address, at }: ReceivedCode,
): Result<Token<'stamp'>, CodeRefusal> {
  const judged = judgeRoomCode({
    ...{ text, at },
    tenant: parts.institutionId,
    back: parts.settings.codeStepsBack,
    originOf: (kiosk) => originOf(parts, kiosk, at),
  });
  if (judged.ok) return ok(acceptedCode(parts, judged.value, { via: 'code', address, at }));
  if (judged.error === 'expired') return err('expired');
  if (wrongCodes.waitMs(address, at) > 0) return err('too-many');
  wrongCodes.note(address, at);
  return err('wrong');
}

export type Reception = {
  readonly via: 'code' | 'typed';
  readonly address: string;
  readonly at: EpochMs;
};

export function acceptedCode(
  { keys }: HubParts,
  { kiosk, number, isOld }: JudgedCode,
  { via, address, at }: Reception,
): Token<'stamp'> {
  const network = networkOf(keys.sealing, address);
  return { kiosk, number, isOld, via, network, receivedAt: at, expiresAt: (at + STAMP_LIFE_MS) as EpochMs };
}

/** What is known of an origin of codes; number 0 is this hub, whose clock is the clock. */
export function originOf({ db }: HubParts, kiosk: KioskNumber, at: EpochMs): CodeOrigin | undefined {
  const secrets = secretsOf(db, kiosk);
  if (kiosk === HUB_ORIGIN) return { secrets, sinceContactMs: 0 };
  const row = kioskByNumber(db, kiosk);
  if (row === undefined || row.revokedAt !== null) return undefined;
  return { secrets, sinceContactMs: Math.max(0, at - (row.lastContactAt ?? row.enrolledAt)) };
}

/** The stamp of an accepted code, for the page; worth a ticket while it lives. */
export function sealStamp({ keys }: HubParts, code: Token<'stamp'>): string {
  return sealToken(keys.sealing, 'stamp', code);
}

/** `undefined`: not one of ours, or too old by now. */
export function openStamp({ keys }: HubParts, stamp: string, now: EpochMs): Token<'stamp'> | undefined {
  const code = openToken(keys.sealing, 'stamp', stamp);
  return code === undefined || code.expiresAt < now ? undefined : code;
}

export type IssuedTicket = {
  /** For the cookie. */
  readonly sealed: string;
  /** For the page. */
  readonly told: Ticket;
};

/** One check-in from one browser, in the next two minutes. */
export function issueTicket(parts: HubParts, code: Token<'stamp'>, now: EpochMs): IssuedTicket {
  const offer: Offer = offerOf(parts.db, code);
  const id = randomBytes(16).toString('base64url');
  const expiresAt = (now + TICKET_LIFE_MS) as EpochMs;
  const sealed = sealToken(parts.keys.sealing, 'ticket', { ...code, id, place: offer.place, expiresAt });
  return { sealed, told: { ticket: id, expiresAt, offer, now } };
}
