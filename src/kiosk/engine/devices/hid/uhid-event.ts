import type { HidTwin } from './hid-twin.ts';

// linux/uhid.h: a 32-bit type and a structure without gaps, in the machine's own byte order, which is little-endian wherever kiosks run.
const DESTROY = 1;
const STOP = 3;
const GET_REPORT = 9;
const GET_REPORT_REPLY = 10;
const CREATE2 = 11;
const INPUT2 = 12;
const SET_REPORT = 13;
const SET_REPORT_REPLY = 14;

const BUS_USB = 3;
const EIO = 5;
const FEATURE = 0;

/** Without what follows of any length. */
const GET_BYTES = 10;
const SET_BYTES = 12;

const NAME_BYTES = 128;
const PHYSICAL_BYTES = 64;
const UNIQUE_BYTES = 64;

export type FromKernel =
  | { readonly kind: 'stop' }
  | { readonly kind: 'get'; readonly id: number }
  /** `report` without its number. */
  | { readonly kind: 'set'; readonly id: number; readonly report: Uint8Array };

/** What the kernel says; undefined: nothing that a twin cares for. */
export function readEvent(bytes: Uint8Array): FromKernel | undefined {
  const event = Buffer.from(bytes);
  if (event.length < 4) return undefined;
  const type = event.readUInt32LE(0);
  if (type === STOP) return { kind: 'stop' };
  if (type !== GET_REPORT && type !== SET_REPORT) return undefined;
  if (event.length < (type === GET_REPORT ? GET_BYTES : SET_BYTES)) return undefined;
  const id = event.readUInt32LE(4);
  if (type === GET_REPORT) return { kind: 'get', id };
  const isFeature = event.readUInt8(9) === FEATURE;
  const size = event.readUInt16LE(10);
  // The first byte is the report's number.
  const report = isFeature ? event.subarray(13, 12 + size) : event.subarray(0, 0);
  return { kind: 'set', id, report: Uint8Array.from(report) };
}

export const UHID_DESTROY = typed(DESTROY);

export function createEvent({ name, vendorId, productId, descriptor }: HidTwin): Buffer {
  const sizes = Buffer.alloc(20);
  sizes.writeUInt16LE(descriptor.length, 0);
  sizes.writeUInt16LE(BUS_USB, 2);
  sizes.writeUInt32LE(vendorId, 4);
  sizes.writeUInt32LE(productId, 8);
  const texts = [text(name, NAME_BYTES), text('', PHYSICAL_BYTES), text('', UNIQUE_BYTES)];
  return Buffer.concat([typed(CREATE2), ...texts, sizes, Buffer.from(descriptor)]);
}

export function inputEvent(report: Uint8Array): Buffer {
  return Buffer.concat([typed(INPUT2), uint16(report.length), report]);
}

/** `report`: undefined tells the asker of an error. */
export function replyToGet(id: number, report: Uint8Array | undefined): Buffer {
  // With the report's number, which is 0 where there is only one.
  const bytes = report === undefined ? Buffer.alloc(0) : Buffer.concat([Buffer.of(0), report]);
  const error = report === undefined ? EIO : 0;
  return Buffer.concat([typed(GET_REPORT_REPLY), uint32(id), uint16(error), uint16(bytes.length), bytes]);
}

export function replyToSet(id: number, fine: boolean): Buffer {
  return Buffer.concat([typed(SET_REPORT_REPLY), uint32(id), uint16(fine ? 0 : EIO)]);
}

function typed(type: number): Buffer {
  return uint32(type);
}

function text(words: string, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  // The last byte stays 0.
  bytes.write(words, 0, size - 1, 'utf8');
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
