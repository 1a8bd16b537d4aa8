import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export type ScreenFile = {
  readonly bytes: Buffer;
  readonly type: string;
  /** Vite puts a hash in these files' names, so that a changed one has another name. */
  readonly immutable: boolean;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.webm': 'audio/webm',
};

/** The built page's file for a URL path, or `undefined`: unknown kinds and paths that lead out of the folder included. */
export async function screenFile(folder: string, urlPath: string): Promise<ScreenFile | undefined> {
  const relative = normalize(urlPath === '/' ? 'index.html' : urlPath.slice(1));
  const type = TYPES[extname(relative)];
  if (type === undefined || relative.startsWith('..') || relative.includes('\0')) return undefined;
  try {
    const bytes = await readFile(join(folder, relative));
    return { bytes, type, immutable: relative.startsWith(`assets${sep}`) };
  } catch {
    return undefined;
  }
}
