import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { protocol, type Session } from 'electron';

/** A scheme of our own, so that the page has an origin, gets headers, and reads nothing else on the disk. */
export const SCREEN_ORIGIN = 'muster://screen';
export const SCREEN_URL = `${SCREEN_ORIGIN}/index.html`;

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
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

/** Has to run before the app is ready. */
export function registerScreenScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'muster', privileges }]);
}

/** Serves the built page's folder as muster://screen/. */
export function serveScreen(session: Session, folder: string): void {
  session.protocol.handle('muster', (request) => respond(folder, new URL(request.url)));
}

async function respond(folder: string, url: URL): Promise<Response> {
  const relative = normalize(url.pathname.slice(1));
  const type = TYPES[extname(relative)];
  if (url.host !== 'screen' || type === undefined || relative.startsWith('..')) {
    return new Response('not found', { status: 404 });
  }
  try {
    const headers = {
      'content-type': type,
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'permissions-policy':
        'camera=(self), microphone=(), display-capture=(), geolocation=(), usb=(), serial=(), hid=()',
    };
    return new Response(new Uint8Array(await readFile(join(folder, relative))), { headers });
  } catch {
    return new Response('not found', { status: 404 });
  }
}
