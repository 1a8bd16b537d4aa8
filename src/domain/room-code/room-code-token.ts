import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '#domain/encoding/utf8.ts';
import type { KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { openingBytes, sessionKey } from './session-key.ts';

/** First byte of a room code. A pass shown by a phone has 0x12 or 0x13. */
export const ROOM_CODE_KIND = 0x11;
export const ROOM_CODE_BYTES = 20;
/** 80 bits of MAC: half the hash would be 128, and 80 is RFC 2104's floor; guesses are counted and codes live for seconds. */
const MAC_BYTES = 10;
const SIGNED_BYTES = ROOM_CODE_BYTES - MAC_BYTES;

export interface RoomCodeInput {
  /** The kiosk's secret. */
  readonly secret: Uint8Array;
  /** The institution's id, fixed at enrolment. */
  readonly tenant: string;
  readonly kiosk: KioskNumber;
  readonly opening: OpeningNumber;
  /** `stepAt(now)`; only its low 24 bits are printed. */
  readonly step: number;
  readonly screen: number;
}

/** kind ‖ opening, 5 bytes ‖ step mod 2^24, 3 ‖ screen, 1 ‖ the first 10 bytes of HMAC-SHA256(key of the opening, "AT1-room\0" ‖ tenant ‖ "\0" ‖ the bytes before). */
export function makeRoomCode({ secret, tenant, kiosk, opening, step, screen }: RoomCodeInput): Uint8Array {
  const token = new Uint8Array(ROOM_CODE_BYTES);
  const low = step % 2 ** 24;
  token[0] = ROOM_CODE_KIND;
  token.set(openingBytes(kiosk, opening), 1);
  token.set([low >> 16, (low >> 8) & 0xff, low & 0xff, screen], 6);
  token.set(roomMac(secret, tenant, token.subarray(0, SIGNED_BYTES)), SIGNED_BYTES);
  return token;
}

export interface RoomCodeToVerify {
  readonly secret: Uint8Array;
  readonly tenant: string;
  readonly token: Uint8Array;
}

/** Whether a holder of the secret made this token. Says nothing of its age. Takes the same time whichever byte differs. */
export function verifyRoomCode({ secret, tenant, token }: RoomCodeToVerify): boolean {
  if (token.length !== ROOM_CODE_BYTES || token[0] !== ROOM_CODE_KIND) return false;
  const mac = roomMac(secret, tenant, token.subarray(0, SIGNED_BYTES));
  let difference = 0;
  for (let i = 0; i < MAC_BYTES; i++) difference |= (mac[i] ?? 0) ^ (token[SIGNED_BYTES + i] ?? 0);
  return difference === 0;
}

function roomMac(secret: Uint8Array, tenant: string, signed: Uint8Array): Uint8Array {
  const key = sessionKey(secret, signed.subarray(1, 6));
  const label = utf8(`AT1-room\0${tenant}\0`);
  return hmac.create(sha256, key).update(label).update(signed).digest().subarray(0, MAC_BYTES);
}
