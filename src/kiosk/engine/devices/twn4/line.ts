import { fromHex } from '#domain/encoding/hex.ts';
import type { Frames } from '../serial-port/serial-dialogue.ts';

// The simple protocol: hex digits and CR, both ways. The first byte of an answer is a status, 00 for "done".
const CR = 0x0d;
const LF = 0x0a;

/** A version string of 255 characters, its length and the status, in hex. More without a CR is something else. */
const LONGEST = 2 * 257;

/** Cuts the answers, as bytes, out of whatever came. What isn't hex digits and a CR is junk. */
export function splitTwn4(bytes: Uint8Array): Frames<Uint8Array> {
  const frames: Uint8Array[] = [];
  let junk = 0;
  let at = 0;
  for (let end = bytes.indexOf(CR); end !== -1; end = bytes.indexOf(CR, at)) {
    const line = bytes.subarray(at, end);
    const answer = line.length > LONGEST ? undefined : fromHex(textOf(line));
    if (answer !== undefined && answer.length > 0) frames.push(answer);
    else if (textOf(line) !== '') junk += line.length;
    at = end + 1;
  }
  // The end of a line that is too long already will be junk as well, so of that only so much is kept as tells it.
  const kept = Math.max(at, bytes.length - LONGEST - 1);
  return { frames, rest: Uint8Array.from(bytes.subarray(kept)), junk: junk + kept - at };
}

/** Some readers end their lines with LF as well. */
function textOf(line: Uint8Array): string {
  const start = line[0] === LF ? 1 : 0;
  return String.fromCharCode(...line.subarray(start));
}

/** What is sent for these bytes. */
export function encodeTwn4(bytes: Iterable<number>): Uint8Array {
  return Buffer.from(
    `${Buffer.from([...bytes])
      .toString('hex')
      .toUpperCase()}\r`,
    'latin1',
  );
}
