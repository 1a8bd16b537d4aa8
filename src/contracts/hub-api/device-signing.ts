import { z } from 'zod';
import type { KeptCheckIn, Place } from '#contracts/hub-api/check-in.ts';
import type { DeviceKey } from '#contracts/hub-api/devices.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { DeviceId, EventId } from '#domain/ids.ts';

// What a phone signs. Every text begins with what it is for, so that a signature for one purpose is worth nothing for another.

export type CheckInToSign = {
  readonly ticket: string;
  readonly place: Place;
  readonly checkInId: EventId;
  readonly deviceId: DeviceId;
};

/** The check-in itself; kept in the ledger and in the receipt. */
export function checkInText({ ticket, place, checkInId, deviceId }: CheckInToSign): string {
  return canonicalJson({ for: 'muster-check-in', ticket, place, checkInId, deviceId });
}

/** A check-in that was made without reaching the hub. */
export function keptCheckInText(kept: Omit<KeptCheckIn, 'signature'>): string {
  const { code, scannedAt, checkInId, deviceId } = kept;
  return canonicalJson({ for: 'muster-kept-check-in', code, scannedAt, checkInId, deviceId });
}

const SignedCheckInSchema = z.discriminatedUnion('for', [
  z.object({ for: z.literal('muster-check-in'), ticket: z.string() }),
  z.object({ for: z.literal('muster-kept-check-in'), checkInId: z.string() }),
]);

/** The ticket that a signed check-in used up; one that was kept stands for itself. */
export function ticketOfText(text: string): string | undefined {
  try {
    const signed = SignedCheckInSchema.parse(JSON.parse(text));
    return signed.for === 'muster-check-in' ? signed.ticket : keptTicket(signed.checkInId);
  } catch {
    return undefined;
  }
}

/** What stands in a ticket's place for a check-in that was kept. */
export function keptTicket(checkInId: string): string {
  return `${KEPT_PREFIX}${checkInId}`;
}
export const KEPT_PREFIX = 'kept:';

/** Shows at first sign-in that the phone holds the private half of the key it brings. */
export function bindingText(binding: {
  readonly challenge: string;
  readonly studentNumber: string;
  readonly publicKey: DeviceKey;
}): string {
  const { challenge, studentNumber, publicKey } = binding;
  return canonicalJson({ for: 'muster-device', challenge, studentNumber, publicKey });
}

/** Header of every answer of the API: the hub's time in milliseconds since 1970, for phones whose own clock is off. */
export const HUB_TIME_HEADER = 'muster-hub-time';

/** Headers of a request signed by a device. */
export const DEVICE_HEADERS = {
  device: 'muster-device',
  /** Milliseconds since 1970 by the phone's clock, corrected by HUB_TIME_HEADER. */
  time: 'muster-time',
  /** 16 random bytes, base64url; used once. */
  nonce: 'muster-nonce',
  /** Of the device's key over `requestText`. */
  signature: 'muster-signature',
} as const;

export type RequestToSign = {
  readonly deviceId: DeviceId;
  readonly method: 'GET' | 'POST';
  /** As requested, with the query if there is one. */
  readonly path: string;
  readonly time: number;
  readonly nonce: string;
  /** The JSON value sent; null without a body. */
  readonly body: unknown;
};

export function requestText({ deviceId, method, path, time, nonce, body }: RequestToSign): string {
  return canonicalJson({ for: 'muster-request', deviceId, method, path, time, nonce, body });
}
