import { type CardNumber, fromEm4100 } from '#domain/card-number/card-number.ts';
import { whyNotEnrollable } from '#domain/card-number/why-not-enrollable.ts';
import { fromHex } from '#domain/encoding/hex.ts';
import { err, ok, type Result } from '#domain/result.ts';

// RDM6300: STX, ten hex digits of data, two of checksum, ETX. ID-12LA and ID-20LA put CR LF before the ETX.
const STX = 0x02;
const ETX = 0x03;
const CR = 0x0d;
const LF = 0x0a;
const DIGITS = 12;

/** What a run of bytes held. Feed `rest` again in front of the next bytes: it may be the beginning of a frame, and is 15 bytes at most. */
export type Split = {
  /** The twelve hex digits of each whole frame, oldest first. */
  readonly frames: readonly string[];
  readonly rest: Uint8Array;
  /** Bytes that belong to no frame. */
  readonly junk: number;
};

/** Cuts frames out of whatever came, finding its feet again at every STX. */
export function splitFrames(bytes: Uint8Array): Split {
  const frames: string[] = [];
  let framed = 0;
  let start = bytes.indexOf(STX);
  while (start !== -1) {
    const length = frameLength(bytes, start);
    if (length === 'unfinished') break;
    if (length !== 'broken') {
      frames.push(digitsAt(bytes, start + 1));
      framed += length;
    }
    start = bytes.indexOf(STX, start + (length === 'broken' ? 1 : length));
  }
  const rest = start === -1 ? new Uint8Array() : bytes.slice(start);
  return { frames, rest, junk: bytes.length - framed - rest.length };
}

function frameLength(bytes: Uint8Array, start: number): number | 'unfinished' | 'broken' {
  const afterDigits = start + 1 + DIGITS;
  for (let at = start + 1; at < afterDigits; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return 'unfinished';
    if (!isHexDigit(byte)) return 'broken';
  }
  const ending = bytes[afterDigits] === CR ? [CR, LF, ETX] : [ETX];
  for (const [i, expected] of ending.entries()) {
    const byte = bytes[afterDigits + i];
    if (byte === undefined) return 'unfinished';
    if (byte !== expected) return 'broken';
  }
  return 1 + DIGITS + ending.length;
}

/** Upper case only: that is all these modules send. */
function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46);
}

function digitsAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + DIGITS));
}

/** `damaged`: the checksum does not hold. `blank`: it holds, but no card has this number (an idle or stuck line reads as one). */
export type FrameProblem = 'damaged' | 'blank';

/**
 * The card in a frame's twelve digits. The first data byte is a version or customer code that readers disagree on, so the card
 * is the other four. A checksum that holds proves little: modules near interference make up frames that pass it.
 */
export function cardInFrame(digits: string): Result<CardNumber, FrameProblem> {
  const bytes = fromHex(digits);
  // The checksum is the XOR of the five data bytes, so the XOR of all six is zero.
  if (bytes === undefined || bytes.reduce((xor, byte) => xor ^ byte, 0) !== 0) return err('damaged');
  const card = fromEm4100(bytes.subarray(0, 5));
  if (!card.ok) return err('damaged');
  return whyNotEnrollable(card.value) === 'blank' ? err('blank') : ok(card.value);
}

export type FrameForm = {
  /** First data byte, 0 to 255. */
  readonly version: number;
  readonly crLf: boolean;
};

/** The frame a reader would send for these four bytes: what the simulated twin writes. */
export function encodeFrame(number: Uint8Array, form: FrameForm): Uint8Array {
  const data = [form.version, ...number];
  const checksum = data.reduce((xor, byte) => xor ^ byte, 0);
  const digits = [...data, checksum].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase());
  const ending = form.crLf ? [CR, LF, ETX] : [ETX];
  return Uint8Array.from([STX, ...Buffer.from(digits.join(''), 'latin1'), ...ending]);
}
