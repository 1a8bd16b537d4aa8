import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SignatureSchema } from '#contracts/hub-api/check-in.ts';
import { DEVICE_HEADERS, requestText } from '#contracts/hub-api/device-signing.ts';
import { type DeviceId, DeviceIdSchema, EpochMsSchema } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { type CheckInLimits, REQUEST_LIFE_MS } from './check-in-limits.ts';
import { isSignedBy } from './device-key.ts';
import { type DeviceRow, deviceById } from './device-store.ts';

const HeadersSchema = z.object({
  [DEVICE_HEADERS.device]: DeviceIdSchema,
  [DEVICE_HEADERS.time]: z.coerce.number().pipe(EpochMsSchema),
  [DEVICE_HEADERS.nonce]: z.string().regex(/^[A-Za-z0-9_-]{16,40}$/),
  [DEVICE_HEADERS.signature]: SignatureSchema,
});

/** The phone that signed this request, just now and for the first time. */
export function signingDevice(
  { db, clock }: HubParts,
  { nonces }: CheckInLimits,
  request: FastifyRequest,
): DeviceRow {
  const headers = HeadersSchema.safeParse(request.headers);
  if (!headers.success) throw new ApiFailure('device-unknown');
  const deviceId = headers.data[DEVICE_HEADERS.device];
  const time = headers.data[DEVICE_HEADERS.time];
  const nonce = headers.data[DEVICE_HEADERS.nonce];
  const text = requestText({
    ...{ deviceId, time, nonce },
    method: request.method === 'GET' ? 'GET' : 'POST',
    path: request.url,
    body: request.body ?? null,
  });
  const device = usableDevice(signerOf(db, deviceId, text, headers.data[DEVICE_HEADERS.signature]));
  const now = clock.now();
  if (Math.abs(now - time) > REQUEST_LIFE_MS) throw new ApiFailure('request-stale');
  const once = `${deviceId} ${nonce}`;
  if (nonces.waitMs(once, now) > 0) throw new ApiFailure('request-stale');
  nonces.note(once, now);
  return device;
}

/** The phone that signed this text; it may have been replaced since. */
export function signerOf(db: HubDatabase, id: DeviceId, text: string, signature: string): DeviceRow {
  const device = deviceById(db, id);
  if (device === undefined || !isSignedBy(device, text, signature)) throw new ApiFailure('device-unknown');
  return device;
}

/** The phone, if it is the one its owner uses. */
export function usableDevice(device: DeviceRow): DeviceRow {
  if (device.replacedAt !== null) throw new ApiFailure('device-replaced');
  return device;
}
