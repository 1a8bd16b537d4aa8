import { ApiErrorSchema } from '#contracts/hub-api/api-error.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Asked } from './asked.ts';
import type { Problem } from './problem.ts';

type Listeners = {
  /** The hub's clock, from an answer that tells it. */
  readonly onNow: (now: number) => void;
  /** Nobody is signed in any more in this browser. */
  readonly onSignedOut: () => void;
};

/** An office's network answers within this, or not at all. */
const TIMEOUT_MS = 15_000;

/** The one way to the hub: every answer is checked against its schema before anything is shown of it. */
export class HubApi {
  readonly #listeners: Listeners;

  constructor(listeners: Listeners) {
    this.#listeners = listeners;
  }

  async ask<T>(asked: Asked<T>, signal?: AbortSignal): Promise<Result<T, Problem>> {
    const reply = await request(asked, signal);
    if (reply === undefined) return err({ kind: 'unreachable' });
    const answer = readAnswer(asked, reply);
    if (answer.ok) this.#noteNow(answer.value);
    else if (isSignedOut(answer.error)) this.#listeners.onSignedOut();
    return answer;
  }

  #noteNow(answer: unknown): void {
    if (typeof answer !== 'object' || answer === null || !('now' in answer)) return;
    if (typeof answer.now === 'number') this.#listeners.onNow(answer.now);
  }
}

type Reply = { readonly status: number; readonly isSuccess: boolean; readonly json: unknown };

/** Undefined: it didn't come from the hub, or nothing came. Portals and proxies answer with pages. */
async function request<T>(asked: Asked<T>, signal: AbortSignal | undefined): Promise<Reply | undefined> {
  const { path, method = 'GET', body, timeoutMs = TIMEOUT_MS } = asked;
  const isForm = body instanceof FormData;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined || isForm ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const text = await response.text();
    const json: unknown = text === '' ? null : JSON.parse(text);
    return { status: response.status, isSuccess: response.ok, json };
  } catch {
    return undefined;
  }
}

function readAnswer<T>({ answer, alsoOn }: Asked<T>, reply: Reply): Result<T, Problem> {
  const { status, isSuccess, json } = reply;
  const parsed = isSuccess || status === alsoOn ? answer.safeParse(json) : undefined;
  if (parsed?.success) return ok(parsed.data);
  return err(isSuccess ? { kind: 'not-understood' } : refusalIn(json));
}

function refusalIn(json: unknown): Problem {
  const parsed = ApiErrorSchema.safeParse(json);
  if (!parsed.success) return { kind: 'unreachable' };
  const { code, message, details, retryAfterMs } = parsed.data.error;
  return { kind: 'refused', code, message, details: details ?? [], retryAfterMs: retryAfterMs ?? null };
}

function isSignedOut(problem: Problem): boolean {
  return problem.kind === 'refused' && problem.code === 'not-signed-in';
}
