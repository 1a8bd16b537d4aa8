import { err, ok, type Result } from '#domain/result.ts';
import type { CardNumber, CardNumberProblem } from './card-number.ts';

/** The card whose credential itself is 26 bits long (HID Prox, H10301): facility 0 to 255, number 0 to 65,535. Not for readers that make 26 bits of a longer number. */
export function fromW26(facility: number, number: number): Result<CardNumber, CardNumberProblem> {
  if (!isWithin(facility, 0xff) || !isWithin(number, 0xffff)) return err({ kind: 'malformed' });
  return ok(`w26:${facility}.${number}` as CardNumber);
}

/**
 * The card behind the 26 bits of an H10301 credential, first bit highest: parity, 8 bits facility, 16 bits number, parity. The first 13
 * bits have even parity, the last 13 odd; many readers never look.
 */
export function fromH10301(bits: bigint): Result<CardNumber, CardNumberProblem> {
  if (bits < 0n || bits >> 26n !== 0n) return err({ kind: 'wrong-length' });
  const isWhole = ones(bits >> 13n) % 2 === 0 && ones(bits & 0x1fffn) % 2 === 1;
  if (!isWhole) return err({ kind: 'malformed' });
  return fromW26(Number((bits >> 17n) & 0xffn), Number((bits >> 1n) & 0xffffn));
}

/** In HID's 37 bits a credential of 26 stands behind this: a start bit, zeros, and the bit that says how long it is. */
const HID_26_BIT_HEADER = 0x801n;

/** The card behind the ten hex digits of an HID Prox credential with its header, as programs for such cards write it: `2006ec0c86`. */
export function fromHidRaw(hex: string): Result<CardNumber, CardNumberProblem> {
  if (!/^[0-9a-f]{10}$/i.test(hex)) return err({ kind: 'malformed' });
  const raw = BigInt(`0x${hex}`);
  return raw >> 26n === HID_26_BIT_HEADER ? fromH10301(raw & 0x3ffffffn) : err({ kind: 'wrong-length' });
}

/** The card behind a byte that counts filler bits and the bits themselves, filled up at the end: `0605025240`. */
export function fromPaddedBits(bytes: Uint8Array): Result<CardNumber, CardNumberProblem> {
  const [filler = 0, ...rest] = bytes;
  if (rest.length * 8 - filler !== 26) return err({ kind: 'wrong-length' });
  const filled = rest.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
  return fromH10301(filled >> BigInt(filler));
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}

function ones(bits: bigint): number {
  return [...bits.toString(2)].filter((bit) => bit === '1').length;
}
