import type { Ticket } from '#contracts/hub-api/check-in.ts';
import { checkInText, keptCheckInText } from '#contracts/hub-api/device-signing.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { DeviceId, EpochMs, EventId } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { Claim } from '../state/student-state.ts';
import { signText } from './device-signer.ts';
import type { CheckInRequest, SignedCheckIn, StoredCheckIn } from './phone-store.ts';

export type Signer = { readonly keys: CryptoKeyPair; readonly deviceId: DeviceId };

export const KEPT_PATH = '/api/v1/check-in/kept';

/** A check-in as it is kept and sent. */
export async function checkInFrom(signer: Signer, claim: Claim, now: number): Promise<StoredCheckIn> {
  const checkInId = uuidV7(now, crypto.getRandomValues(new Uint8Array(10))) as EventId;
  const code = claim.code === null ? null : { text: claim.code, scannedAt: claim.scannedAt };
  const request = await requestFor(signer, checkInId, claim);
  return { checkInId, at: now, offer: offerOf(claim), code, request, answer: null };
}

function offerOf(claim: Claim): StoredCheckIn['offer'] {
  if (claim.kind === 'kept') return null;
  return claim.kind === 'ticket' ? claim.ticket.offer : claim.offer;
}

async function requestFor(signer: Signer, checkInId: EventId, claim: Claim): Promise<CheckInRequest> {
  switch (claim.kind) {
    case 'stamp':
      return { kind: 'stamp', stamp: claim.stamp };
    case 'ticket':
      return await ticketRequest(signer, checkInId, claim.ticket);
    case 'kept':
      return await keptRequest(signer, checkInId, { text: claim.code, scannedAt: claim.scannedAt });
    default:
      return unreachable(claim);
  }
}

export async function ticketRequest(
  { keys, deviceId }: Signer,
  checkInId: EventId,
  { ticket, offer: { place } }: Ticket,
): Promise<SignedCheckIn> {
  const signature = await signText(keys, checkInText({ ticket, place, checkInId, deviceId }));
  const body = { ticket, checkInId, deviceId, signature };
  return { kind: 'signed', path: `/api/v1/sessions/${place}/attendance`, body };
}

/** For a code that couldn't be turned into a ticket in time. */
export async function keptRequest(
  { keys, deviceId }: Signer,
  checkInId: EventId,
  { text, scannedAt }: { readonly text: string; readonly scannedAt: number },
): Promise<SignedCheckIn> {
  const kept = { code: text, scannedAt: Math.round(scannedAt) as EpochMs, checkInId, deviceId };
  const signature = await signText(keys, keptCheckInText(kept));
  return { kind: 'signed', path: KEPT_PATH, body: { ...kept, signature } };
}
