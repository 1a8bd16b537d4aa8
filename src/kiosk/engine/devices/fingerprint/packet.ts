import type { Frames } from '../serial-port/serial-dialogue.ts';

/** What a packet is for. Data packets (02, 08) carry images and templates, which never leave the sensor: they are junk to us. */
export const COMMAND = 0x01;
export const ACK = 0x07;

/** Where every sensor is until somebody gives it another address. */
export const ANY_ADDRESS = 0xffff_ffff;

export type Packet = {
  readonly address: number;
  /** Without length and checksum: for a command the operation and its parameters, for an ack the confirmation code and what follows. */
  readonly content: Uint8Array;
};

const HEADER = [0xef, 0x01] as const;
/** Header, address, purpose, length. */
const HEAD_BYTES = 9;
const CHECKSUM_BYTES = 2;
/** The longest ack we ask for is one of 33 bytes, the longest command one of 34; junk that looks like a longer one isn't waited for. */
const LONGEST_CONTENT = 62;

/** `EF 01 | address | purpose | length | content | checksum`, all big-endian; the checksum is the sum of purpose, length and content. */
export function encodePacket(
  purpose: typeof COMMAND | typeof ACK,
  content: Uint8Array,
  address = ANY_ADDRESS,
): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + content.length + CHECKSUM_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(HEADER);
  view.setUint32(2, address);
  bytes[6] = purpose;
  view.setUint16(7, content.length + CHECKSUM_BYTES);
  bytes.set(content, HEAD_BYTES);
  view.setUint16(HEAD_BYTES + content.length, sumOf(bytes.subarray(6, HEAD_BYTES + content.length)));
  return bytes;
}

/**
 * Cuts the packets with this purpose out of whatever came, finding its feet again byte by byte: sensors send a 55 when they wake, and
 * half packets when the plug was pulled. Feed `rest` again in front of the next bytes.
 */
export function splitPackets(purpose: typeof COMMAND | typeof ACK, bytes: Uint8Array): Frames<Packet> {
  const frames: Packet[] = [];
  let framed = 0;
  let rest = bytes.length;
  let at = headerAt(bytes, 0);
  while (at < bytes.length) {
    const read = packetAt(purpose, bytes, at);
    if (typeof read === 'object') {
      // Whatever was waited for before it is never finished: the sensor has begun anew.
      rest = bytes.length;
      frames.push(read);
      framed += lengthOf(read);
      at = headerAt(bytes, at + lengthOf(read));
      continue;
    }
    if (read === 'unfinished') rest = Math.min(rest, at);
    at = headerAt(bytes, at + 1);
  }
  const left = bytes.slice(rest);
  return { frames, rest: left, junk: bytes.length - framed - left.length };
}

/** Where the next header begins, also one of which only the first byte has come; the length when there is none. */
function headerAt(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(HEADER[0], from); at !== -1; at = bytes.indexOf(HEADER[0], at + 1)) {
    if (at + 1 === bytes.length || bytes[at + 1] === HEADER[1]) return at;
  }
  return bytes.length;
}

function packetAt(purpose: number, bytes: Uint8Array, at: number): Packet | 'unfinished' | 'broken' {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
  if (view.byteLength > 6 && view.getUint8(6) !== purpose) return 'broken';
  if (view.byteLength < HEAD_BYTES) return 'unfinished';
  const length = view.getUint16(7) - CHECKSUM_BYTES;
  if (length < 1 || length > LONGEST_CONTENT) return 'broken';
  if (view.byteLength < HEAD_BYTES + length + CHECKSUM_BYTES) return 'unfinished';
  const summed = bytes.subarray(at + 6, at + HEAD_BYTES + length);
  if (sumOf(summed) !== view.getUint16(HEAD_BYTES + length)) return 'broken';
  return { address: view.getUint32(2), content: bytes.slice(at + HEAD_BYTES, at + HEAD_BYTES + length) };
}

function lengthOf({ content }: Packet): number {
  return HEAD_BYTES + content.length + CHECKSUM_BYTES;
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum & 0xffff;
}
