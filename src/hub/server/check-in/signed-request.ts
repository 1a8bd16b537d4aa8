import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SignatureSchema } from '#contracts/hub-api/check-in.ts';
import { DEVICE_HEADERS, requestText } from '#contracts/hub-api/device-signing.ts';
import { DeviceIdSchema, EpochMsSchema } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
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
  const device = usableDevice(deviceById(db, deviceId));
  const text = requestText({
    ...{ deviceId, time, nonce },
    method: request.method === 'GET' ? 'GET' : 'POST',
    path: request.url,
    body: request.body ?? null,
  });
  if (!isSignedBy(device, text, headers.data[DEVICE_HEADERS.signature])) {
    throw new ApiFailure('device-unknown');
  }
  const now = clock.now();
  if (Math.abs(now - time) > REQUEST_LIFE_MS) throw new ApiFailure('request-stale');
  const once = `${deviceId} ${nonce}`;
  if (nonces.waitMs(once, now) > 0) throw new ApiFailure('request-stale');
  nonces.note(once, now);
  return device;
}

/** The phone in use, or why it isn't. */
export function usableDevice(device: DeviceRow | undefined): DeviceRow {
  if (device === undefined) throw new ApiFailure('device-unknown');
  if (device.replacedAt !== null) throw new ApiFailure('device-replaced');
  return device;
}
