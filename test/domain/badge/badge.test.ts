import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, test } from 'vitest';
import { badgeText, readBadge } from '#domain/badge/badge.ts';
import { fromBase32 } from '#domain/encoding/base32.ts';

const KEY = { cardKey: new Uint8Array(32).fill(3), tenant: '00000000-0000-4000-8000-000000000301' };
const NUMBER = Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 0xff]);

describe('a badge', () => {
  test('is made of its kind, its number and the beginning of an HMAC over both', () => {
    const bytes = Buffer.from(fromBase32(badgeText(NUMBER, KEY).slice(2)) ?? []);
    expect(bytes.subarray(0, 11).toString('hex')).toBe('14000102030405060708ff');
    const mac = createHmac('sha256', KEY.cardKey)
      .update(`AT1-badge\0${KEY.tenant}\0`)
      .update(bytes.subarray(0, 11))
      .digest();
    expect(bytes.subarray(11)).toEqual(mac.subarray(0, 5));
  });

  test('is a QR code of version 2, which a camera reads from an arm’s length', () => {
    expect(create(badgeText(NUMBER, KEY), { errorCorrectionLevel: 'M' }).version).toBe(2);
  });

  test('is read as the number of a card of its own kind, in any case', () => {
    expect(readBadge(` ${badgeText(NUMBER, KEY).toLowerCase()} `, KEY)).toBe('qr:000102030405060708FF');
  });

  test('of another institution, or of another key, is nothing', () => {
    const text = badgeText(NUMBER, KEY);
    expect(readBadge(text, { ...KEY, tenant: 'elsewhere' })).toBeUndefined();
    expect(readBadge(text, { ...KEY, cardKey: new Uint8Array(32) })).toBeUndefined();
  });

  test('with a single letter changed is nothing', () => {
    const text = badgeText(NUMBER, KEY);
    for (let at = 2; at < text.length; at++) {
      for (const other of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567') {
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        if (changed !== text) expect(readBadge(changed, KEY), changed).toBeUndefined();
      }
    }
  });

  test('cannot be drawn by who doesn’t have the key, and nothing else is taken for one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^B1[A-Z2-7]{26}$/), fc.string()), (text) => {
        if (readBadge(text, KEY) !== undefined) throw new Error(text);
      }),
      { numRuns: 10_000 },
    );
  });

  test('refuses a number of another length, which is a bug', () => {
    expect(() => badgeText(new Uint8Array(9), KEY)).toThrow('ten bytes');
  });
});
