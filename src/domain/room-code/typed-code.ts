import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '#domain/encoding/utf8.ts';
import type { EpochMs, KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { openingBytes, sessionKey } from './session-key.ts';

/** How long one typed code stands: eight digits take longer to type than a code takes to scan. */
export const TYPED_WINDOW_MS = 10_000;
const DIGITS = 8;

export interface TypedCodeInput {
  readonly secret: Uint8Array;
  readonly tenant: string;
  readonly kiosk: KioskNumber;
  readonly opening: OpeningNumber;
  /** `typedWindowAt(now)`. */
  readonly window10s: number;
}

export function typedWindowAt(at: EpochMs): number {
  return Math.floor(at / TYPED_WINDOW_MS);
}

/** Eight digits of HMAC-SHA256(key of the opening, "AT1-typed\0" ‖ tenant ‖ "\0" ‖ opening, 5 bytes ‖ window, 8). */
export function typedCode({ secret, tenant, kiosk, opening, window10s }: TypedCodeInput): string {
  const id = openingBytes(kiosk, opening);
  const window = new DataView(new ArrayBuffer(8));
  window.setBigUint64(0, BigInt(window10s));
  const mac = hmac
    .create(sha256, sessionKey(secret, id))
    .update(utf8(`AT1-typed\0${tenant}\0`))
    .update(id)
    .update(new Uint8Array(window.buffer))
    .digest();
  // 64 bits make the digits even to one in 10^11.
  const number = new DataView(mac.buffer, mac.byteOffset).getBigUint64(0) % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, '0');
}

export interface TypedCodeToJudge extends Omit<TypedCodeInput, 'window10s'> {
  /** As typed; spaces and hyphens don't matter. */
  readonly code: string;
  /** When the hub received it. */
  readonly at: EpochMs;
  readonly back: number;
  readonly ahead: number;
}

export type TypedCodeJudgement = 'current' | 'back' | 'ahead' | 'wrong';

/** Whether these digits are, were a moment ago, or will in a moment be those of the opening. */
export function judgeTypedCode({ code, at, back, ahead, ...opening }: TypedCodeToJudge): TypedCodeJudgement {
  const digits = code.replace(/[\s-]/g, '');
  if (!/^\d{8}$/.test(digits)) return 'wrong';
  const now = typedWindowAt(at);
  for (let age = -ahead; age <= back; age++) {
    if (now - age < 0 || digits !== typedCode({ ...opening, window10s: now - age })) continue;
    if (age === 0) return 'current';
    return age > 0 ? 'back' : 'ahead';
  }
  return 'wrong';
}
