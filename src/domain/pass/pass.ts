import { fromBase32, toBase32 } from '#domain/encoding/base32.ts';
import { fromHex, toHex } from '#domain/encoding/hex.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { PASS_ID_BYTES } from './pass-id.ts';

/** How a phone signs: Ed25519 where its browser can, else P-256 with SHA-256. Both signatures have 64 bytes. */
export type PassKeyKind = 'ed25519' | 'p256';

/** First byte of a pass, beside the room code's 0x11. */
const KINDS: Readonly<Record<PassKeyKind, number>> = { ed25519: 0x12, p256: 0x13 };

const SIGNED_BYTES = 10;
export const PASS_BYTES = SIGNED_BYTES + 64;
/** Before the base32 letters, so that a camera knows a pass from any other code, and a later version from this one. */
const PREFIX = 'A1';
const PASS_TEXT = /^A1[A-Z2-7]{119}$/i;

export type PassToMake = {
  readonly kind: PassKeyKind;
  /** `passIdOf` the device. */
  readonly passId: string;
  /** `stepAt(now)`; only its low 24 bits are shown. */
  readonly step: number;
};

/** kind, 1 byte ‖ pass id, 5 ‖ step mod 2^24, 3 ‖ flags, 1, zero until there are any: what a pass is signed for. */
export function passHead({ kind, passId, step }: PassToMake): Uint8Array {
  const id = fromHex(passId);
  if (id?.length !== PASS_ID_BYTES) throw new Error('a pass id has five bytes');
  const low = step % 2 ** 24;
  return Uint8Array.from([KINDS[kind], ...id, low >> 16, (low >> 8) & 0xff, low & 0xff, 0]);
}

/** What the phone's key signs: "AT1-pass\0" ‖ the institution's id ‖ "\0" ‖ the head. */
export function passMessage(tenant: string, head: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...utf8(`AT1-pass\0${tenant}\0`), ...head]);
}

/** As shown in a QR code: upper case, which is its denser mode. 121 characters. */
export function passText(head: Uint8Array, signature: Uint8Array): string {
  const pass = Uint8Array.from([...head, ...signature]);
  if (pass.length !== PASS_BYTES) throw new Error('a pass has 10 bytes and a signature of 64');
  return `${PREFIX}${toBase32(pass)}`;
}

/** A pass as read. Nothing in it is to be believed before its signature was verified. */
export type ReadPass = {
  readonly kind: PassKeyKind;
  readonly passId: string;
  /** The low 24 bits of the step. */
  readonly step: number;
  readonly head: Uint8Array;
  readonly signature: Uint8Array;
};

export type PassProblem =
  | { readonly kind: 'not-a-pass' }
  /** Shaped like one, but from a newer program. */
  | { readonly kind: 'other-kind'; readonly first: number };

/** Reads what a camera decoded, in any case. */
export function readPass(text: string): Result<ReadPass, PassProblem> {
  const trimmed = text.trim();
  const bytes = PASS_TEXT.test(trimmed) ? fromBase32(trimmed.slice(2).toUpperCase()) : undefined;
  if (bytes?.length !== PASS_BYTES) return err({ kind: 'not-a-pass' });
  const view = new DataView(bytes.buffer);
  const first = view.getUint8(0);
  const kind = kindOf(first);
  if (kind === undefined || view.getUint8(9) !== 0) return err({ kind: 'other-kind', first });
  return ok({
    kind,
    passId: toHex(bytes.subarray(1, 6)),
    step: (view.getUint8(6) << 16) | view.getUint16(7),
    head: bytes.subarray(0, SIGNED_BYTES),
    signature: bytes.subarray(SIGNED_BYTES),
  });
}

function kindOf(first: number): PassKeyKind | undefined {
  if (first === KINDS.ed25519) return 'ed25519';
  return first === KINDS.p256 ? 'p256' : undefined;
}
