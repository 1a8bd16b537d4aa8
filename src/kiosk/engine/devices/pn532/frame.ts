import type { Frames } from '../serial-port/serial-dialogue.ts';

/** What the chip and the host say to each other. `command`: the code of a command, or one more in its answer. `body`: what follows it. */
export type Pn532Frame =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nack' }
  /** The chip didn't understand the command. */
  | { readonly kind: 'error' }
  | {
      readonly kind: 'data';
      readonly from: 'host' | 'chip';
      readonly command: number;
      readonly body: Uint8Array;
    };

// Preamble 00, start code 00 FF, length and its complement, TFI and data, checksum, postamble 00 (PN532 user manual, 6.2.1).
const START = 0x00;
const CODE = 0xff;
const FROM_HOST = 0xd4;
const FROM_CHIP = 0xd5;
const SYNTAX_ERROR = 0x7f;

/** The chip takes and gives 264 bytes at most, TFI included one more. */
const LONGEST = 265;

/** Says that a command was received; from the host it makes the chip drop the command that it is busy with. */
export const ACK: Uint8Array = Uint8Array.of(0x00, 0x00, 0xff, 0x00, 0xff, 0x00);

/** The chip doesn't understand what it was sent. */
export const ERROR_FRAME: Uint8Array = Uint8Array.of(0x00, 0x00, 0xff, 0x01, 0xff, 0x7f, 0x81, 0x00);

/** Cuts frames out of whatever came. Noughts between frames are their pre- and postambles and no junk. */
export function splitPn532(bytes: Uint8Array): Frames<Pn532Frame> {
  const frames: Pn532Frame[] = [];
  let junk = 0;
  let at = 0;
  while (at < bytes.length) {
    const found = bytes[at] === START ? frameAt(bytes, at) : 'none';
    if (found === 'unfinished') break;
    if (found === 'none') {
      if (bytes[at] !== START) junk += 1;
      at += 1;
    } else {
      frames.push(found.frame);
      at += found.length;
    }
  }
  return { frames, rest: Uint8Array.from(bytes.subarray(at)), junk };
}

type Found = { readonly frame: Pn532Frame; readonly length: number } | 'none' | 'unfinished';

function frameAt(bytes: Uint8Array, at: number): Found {
  const [, code, length, complement] = bytes.subarray(at, at + 4);
  if (code === undefined) return 'unfinished';
  if (code !== CODE) return 'none';
  if (length === undefined || complement === undefined) return 'unfinished';
  if (length === 0x00 && complement === 0xff) return { frame: { kind: 'ack' }, length: 4 };
  if (length === 0xff && complement === 0x00) return { frame: { kind: 'nack' }, length: 4 };
  if (length === 0xff && complement === 0xff) return extendedAt(bytes, at);
  return isNought(length + complement) ? dataAt(bytes, at, { header: 4, length }) : 'none';
}

function extendedAt(bytes: Uint8Array, at: number): Found {
  const [high, low, complement] = bytes.subarray(at + 4, at + 7);
  if (high === undefined || low === undefined || complement === undefined) return 'unfinished';
  return isNought(high + low + complement)
    ? dataAt(bytes, at, { header: 7, length: high * 256 + low })
    : 'none';
}

function dataAt(
  bytes: Uint8Array,
  at: number,
  { header, length }: { readonly header: number; readonly length: number },
): Found {
  if (length === 0 || length > LONGEST) return 'none';
  const end = at + header + length + 1;
  if (bytes.length < end) return 'unfinished';
  const checked = bytes.subarray(at + header, end);
  if (!isNought(checked.reduce((sum, byte) => sum + byte, 0))) return 'none';
  const frame = meaningOf(checked.subarray(0, -1));
  return frame === undefined ? 'none' : { frame, length: end - at };
}

function meaningOf(data: Uint8Array): Pn532Frame | undefined {
  const [tfi, command] = data;
  if (tfi === SYNTAX_ERROR && data.length === 1) return { kind: 'error' };
  if (command === undefined || (tfi !== FROM_HOST && tfi !== FROM_CHIP)) return undefined;
  return {
    kind: 'data',
    from: tfi === FROM_HOST ? 'host' : 'chip',
    command,
    body: Uint8Array.from(data.subarray(2)),
  };
}

/** Lengths and checksums make their sums a multiple of 256. */
function isNought(sum: number): boolean {
  return sum % 256 === 0;
}

/** A frame with 254 bytes of data at most: no command or answer of ours is longer. */
export function encodePn532(
  from: 'host' | 'chip',
  command: number,
  body: readonly number[] = [],
): Uint8Array {
  const data = [from === 'host' ? FROM_HOST : FROM_CHIP, command, ...body];
  const sum = data.reduce((total, byte) => total + byte, 0);
  return Uint8Array.of(0x00, 0x00, 0xff, data.length, -data.length & 0xff, ...data, -sum & 0xff, 0x00);
}
