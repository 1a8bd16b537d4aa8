import { readRoomCode } from '#domain/room-code/room-code-text.ts';

export type Scan =
  | { readonly kind: 'room-code'; readonly code: string }
  /** A check-in code, but of a hub elsewhere: sent nowhere. */
  | { readonly kind: 'other-hub' }
  | { readonly kind: 'not-a-check-in' };

const HOST = /^https?:\/\/([^/?#\s]+)\//i;

/** What a scanned text is to us. Only our own hub's addresses are followed, so that a sticker over the code leads nowhere. */
export function readScan(text: string, ownHosts: readonly (string | undefined)[]): Scan {
  if (!readRoomCode(text).ok) return { kind: 'not-a-check-in' };
  const host = HOST.exec(text.trim())?.[1]?.toLowerCase();
  const isOwn = host === undefined || ownHosts.some((own) => own?.toLowerCase() === host);
  return isOwn ? { kind: 'room-code', code: text.trim() } : { kind: 'other-hub' };
}
