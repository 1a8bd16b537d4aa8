import { describe, expect, it } from 'vitest';
import {
  createEvent,
  inputEvent,
  readEvent,
  replyToGet,
  replyToSet,
} from '../../../../../src/kiosk/engine/devices/hid/uhid-event.ts';
import { MAGTEK_TWIN } from '../../../../../src/kiosk/engine/devices/magtek/magtek-twin.ts';
import { hex } from '../support/hex.ts';
import { randomBytes } from '../support/random-bytes.ts';

const upper = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

describe("what is said to the kernel's simulated USB", () => {
  it('describes the device where linux/uhid.h has each part of it', () => {
    const event = createEvent(MAGTEK_TWIN);
    expect(event.readUInt32LE(0)).toBe(11);
    expect(event.toString('latin1', 4, 4 + 25)).toBe('Mag-Tek USB Swipe Reader\0');
    const sizesAt = 4 + 128 + 64 + 64;
    expect(event.readUInt16LE(sizesAt)).toBe(MAGTEK_TWIN.descriptor.length);
    expect(event.readUInt16LE(sizesAt + 2)).toBe(3);
    expect(event.readUInt32LE(sizesAt + 4)).toBe(0x0801);
    expect(event.readUInt32LE(sizesAt + 8)).toBe(0x0002);
    expect([...event.subarray(sizesAt + 20)]).toEqual([...MAGTEK_TWIN.descriptor]);
  });

  it('gives reports and answers', () => {
    expect(upper(inputEvent(hex('01 02 03')))).toBe('0C0000000300010203');
    // Number 0 in front of the answer's own two bytes.
    expect(upper(replyToGet(7, hex('AA BB')))).toBe('0A0000000700000000000300' + '00AABB');
    expect(upper(replyToGet(7, undefined))).toBe('0A0000000700000005000000');
    expect(upper(replyToSet(7, true))).toBe('0E000000070000000000');
  });
});

describe('what the kernel says', () => {
  it('is that it has stopped, or wants a report, or has one', () => {
    expect(readEvent(hex('03 00 00 00'))).toEqual({ kind: 'stop' });
    expect(readEvent(hex('09 00 00 00 05 00 00 00 00 00'))).toEqual({ kind: 'get', id: 5 });
    const set = readEvent(hex('0D 00 00 00 06 00 00 00 00 00 03 00 00 8F 01'));
    expect(set).toEqual({ kind: 'set', id: 6, report: hex('8F 01') });
  });

  it('or something else, which is passed over', () => {
    expect(readEvent(hex('04 00 00 00'))).toBeUndefined();
    expect(readEvent(hex('09 00'))).toBeUndefined();
  });

  it('cut off anywhere is passed over without a throw', () => {
    const next = randomBytes();
    for (let i = 0; i < 10_000; i += 1) readEvent(Uint8Array.of(i % 16, 0, 0, 0, ...next(i % 20)));
  });
});
