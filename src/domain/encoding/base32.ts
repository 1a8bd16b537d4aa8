import { readBitGroups, writeBitGroups } from './bit-groups.ts';

// RFC 4648, section 6: all of it is in the alphanumeric set of QR codes.
const BASE32 = { characters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', bits: 5 };

/** Upper case, no padding. */
export function toBase32(bytes: Uint8Array): string {
  return writeBitGroups(bytes, BASE32);
}

/** Upper case only, no padding; `undefined` when malformed. */
export function fromBase32(text: string): Uint8Array<ArrayBuffer> | undefined {
  return readBitGroups(text, BASE32);
}
