import { uuidText } from './uuid-text.ts';

/** UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, then 74 of the 80 random bits given. */
export function uuidV7(ms: number, random10Bytes: Uint8Array): string {
  if (random10Bytes.length !== 10) throw new Error('a UUIDv7 takes 10 random bytes');
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(ms / 2 ** 32));
  view.setUint32(2, ms % 2 ** 32);
  bytes.set(random10Bytes, 6);
  return uuidText(bytes, 7);
}
