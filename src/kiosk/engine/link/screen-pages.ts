import type { IncomingMessage, ServerResponse } from 'node:http';
import { type PageRefusal, refusalPage } from './refusal-page.ts';
import { type ScreenFile, screenFile } from './screen-files.ts';
import type { ScreenGuard } from './screen-guard.ts';

export type PageSources = {
  /** The built page. */
  readonly folder: string;
  /** What `/stats` answers, to a holder of the cookie. */
  readonly stats: () => unknown;
};

type Reply = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
};

const POLICY = [
  "default-src 'none'",
  // The camera's decoder is WebAssembly.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SAFETY_HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Browsers ask nobody where they are told not to: the screen has the camera to itself, and nobody the microphone.
  'permissions-policy':
    'camera=(self), microphone=(), display-capture=(), geolocation=(), usb=(), serial=(), hid=()',
};

/** Answers one plain request of a browser: the exchange of a token, a file of the page, or words about why not. */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  guard: ScreenGuard,
  sources: PageSources,
): Promise<void> {
  const { status, type, body, headers } = await replyTo(request, guard, sources);
  response.writeHead(status, {
    ...SAFETY_HEADERS,
    'content-type': type,
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}

async function replyTo(request: IncomingMessage, guard: ScreenGuard, sources: PageSources): Promise<Reply> {
  if (!guard.isOurHost(request)) return refusal('wrong-host');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal('wrong-method');
  // What stands in a request's first line need not be an address.
  const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
  if (url === null) return refusal('not-found');
  const known = guard.holdsPass(request);
  const token = url.searchParams.get('token');
  if (token !== null) return known ? redirectToBare() : exchangeToken(guard, token);
  return known ? await inside(url.pathname, sources) : refusal('no-pass');
}

function exchangeToken(guard: ScreenGuard, token: string): Reply {
  const cookie = guard.exchange(token);
  return cookie === undefined ? refusal('spent-token') : redirectToBare({ 'set-cookie': cookie });
}

/** On to the bare address, so that the token stays in no history and a reload works. */
function redirectToBare(headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 303, type: 'text/plain', body: '', headers: { ...headers, location: '/' } };
}

async function inside(path: string, { folder, stats }: PageSources): Promise<Reply> {
  if (path === '/stats') return { status: 200, type: 'application/json', body: JSON.stringify(stats()) };
  const file = await screenFile(folder, path);
  if (file === undefined) return refusal(path === '/' ? 'not-built' : 'not-found');
  return { status: 200, type: file.type, body: file.bytes, headers: caching(file) };
}

function caching({ immutable }: ScreenFile): Readonly<Record<string, string>> {
  return immutable ? { 'cache-control': 'private, max-age=31536000, immutable' } : {};
}

function refusal(why: PageRefusal): Reply {
  const { status, html } = refusalPage(why);
  return { status, type: 'text/html; charset=utf-8', body: html };
}
