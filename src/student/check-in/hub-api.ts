import type { z } from 'zod';
import { ApiErrorSchema } from '#contracts/hub-api/api-error.ts';
import { HUB_TIME_HEADER } from '#contracts/hub-api/device-signing.ts';
import { err, ok, type Result } from '#domain/result.ts';

export type HubProblem =
  /** No network, no hub, or something in between that isn't it. */
  | { readonly kind: 'unreachable' }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly retryAfterMs: number | null;
    };

export type Asked<T> = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: z.ZodType<T>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A lecture hall's network is slow at nine; after this long it is quicker to ask again. */
const TIMEOUT_MS = 10_000;

/** The one way to the hub. It learns the hub's time from every answer. */
export class HubApi {
  #hubMinusHere = 0;

  /** The hub's time as well as it is known here, in ms since 1970. */
  now(): number {
    return Date.now() + this.#hubMinusHere;
  }

  /** How far the hub's time is from this phone's clock, in ms. */
  get offsetMs(): number {
    return this.#hubMinusHere;
  }

  /** As learnt when the page was last open, until the hub says anew: a phone without a network makes passes too. */
  assumeOffset(ms: number): void {
    this.#hubMinusHere = ms;
  }

  async ask<T>({ method, path, answer, body, headers }: Asked<T>): Promise<Result<T, HubProblem>> {
    try {
      const response = await fetch(path, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      this.#noteTime(response.headers.get(HUB_TIME_HEADER));
      const json: unknown = await response.json();
      if (!response.ok) return err(refusalIn(json));
      const parsed = answer.safeParse(json);
      return parsed.success ? ok(parsed.data) : err({ kind: 'unreachable' });
    } catch {
      // Whatever fails between here and the hub's own words is the network's doing: portals, proxies, tunnels.
      return err({ kind: 'unreachable' });
    }
  }

  #noteTime(header: string | null): void {
    const at = Number(header ?? Number.NaN);
    if (Number.isSafeInteger(at)) this.#hubMinusHere = at - Date.now();
  }
}

function refusalIn(json: unknown): HubProblem {
  const parsed = ApiErrorSchema.safeParse(json);
  if (!parsed.success) return { kind: 'unreachable' };
  const { code, message, retryAfterMs } = parsed.data.error;
  return { kind: 'refused', code, message, retryAfterMs: retryAfterMs ?? null };
}
