import { readBitGroups, writeBitGroups } from './bit-groups.ts';

// RFC 4648, section 5.
const BASE64URL = { characters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', bits: 6 };

/** No padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return writeBitGroups(bytes, BASE64URL);
}

/** No padding; `undefined` when malformed. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  return readBitGroups(text, BASE64URL);
}
