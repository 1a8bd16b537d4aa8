import type { z } from 'zod';
import { DEVICE_HEADERS, requestText } from '#contracts/hub-api/device-signing.ts';
import { toBase64Url } from '#domain/encoding/base64url.ts';
import type { Result } from '#domain/result.ts';
import type { Signer } from './check-in-request.ts';
import { signText } from './device-signer.ts';
import type { HubApi, HubProblem } from './hub-api.ts';

type SignedAsk<T> = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: z.ZodType<T>;
  readonly body?: unknown;
};

/** Asks the hub in the name of this phone's owner. */
export async function askSigned<T>(
  hub: HubApi,
  signer: Signer,
  asked: SignedAsk<T>,
): Promise<Result<T, HubProblem>> {
  const first = await askOnce(hub, signer, asked);
  // The phone's clock was off; the refusal itself brought the hub's time.
  const isStale = !first.ok && first.error.kind === 'refused' && first.error.code === 'request-stale';
  return isStale ? await askOnce(hub, signer, asked) : first;
}

async function askOnce<T>(
  hub: HubApi,
  { keys, deviceId }: Signer,
  { method, path, answer, body }: SignedAsk<T>,
): Promise<Result<T, HubProblem>> {
  const time = Math.round(hub.now());
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const text = requestText({ deviceId, method, path, time, nonce, body: body ?? null });
  const headers = {
    [DEVICE_HEADERS.device]: deviceId,
    [DEVICE_HEADERS.time]: String(time),
    [DEVICE_HEADERS.nonce]: nonce,
    [DEVICE_HEADERS.signature]: await signText(keys, text),
  };
  return await hub.ask({ method, path, answer, headers, ...(body === undefined ? {} : { body }) });
}
