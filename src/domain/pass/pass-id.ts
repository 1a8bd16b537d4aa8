import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '#domain/encoding/hex.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import type { DeviceId } from '#domain/ids.ts';

export const PASS_ID_BYTES = 5;

/**
 * What a phone calls itself in its passes: the first 5 bytes of SHA-256("AT1-pass-id\0" ‖ the device's id), in hex. Derived, so that
 * nobody has to give it out; should two phones of a campus ever share one, their signatures still tell them apart.
 */
export function passIdOf(deviceId: DeviceId): string {
  return toHex(sha256(utf8(`AT1-pass-id\0${deviceId}`)).subarray(0, PASS_ID_BYTES));
}
