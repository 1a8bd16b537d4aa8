import { toHex } from '#domain/encoding/hex.ts';

/** Writes 16 bytes as a UUID after setting its version and variant (RFC 9562). */
export function uuidText(bytes: Uint8Array, version: 5 | 7): string {
  const stamped = bytes.slice(0, 16);
  stamped[6] = ((stamped[6] ?? 0) & 0x0f) | (version << 4);
  stamped[8] = ((stamped[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(stamped);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
