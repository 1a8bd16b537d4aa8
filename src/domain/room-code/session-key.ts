import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '#domain/encoding/utf8.ts';
import type { KioskNumber, OpeningNumber } from '#domain/ids.ts';

/** Which opening a code stands for: 5 bytes, kiosk (2) ‖ opening number (3), big-endian. */
export function openingBytes(kiosk: KioskNumber, opening: OpeningNumber): Uint8Array {
  const bytes = new Uint8Array(5);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, kiosk);
  view.setUint8(2, opening >> 16);
  view.setUint16(3, opening & 0xffff);
  return bytes;
}

const INFO = utf8('AT1 session ');

/** The key of one opening: HKDF-SHA256(the kiosk's secret, info "AT1 session " ‖ opening). */
export function sessionKey(secret: Uint8Array, opening: Uint8Array): Uint8Array {
  const info = new Uint8Array(INFO.length + opening.length);
  info.set(INFO);
  info.set(opening, INFO.length);
  return hkdf(sha256, secret, undefined, info, 32);
}
