import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase32, toBase32 } from '#domain/encoding/base32.ts';
import { fromBase64Url, toBase64Url } from '#domain/encoding/base64url.ts';
import { fromHex, toHex } from '#domain/encoding/hex.ts';
import { utf8 } from '#domain/encoding/utf8.ts';

const ENCODINGS = {
  hex: { to: toHex, from: fromHex, node: (bytes: Uint8Array) => Buffer.from(bytes).toString('hex') },
  base32: { to: toBase32, from: fromBase32, node: undefined },
  base64url: {
    to: toBase64Url,
    from: fromBase64Url,
    node: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url'),
  },
};

describe.each(Object.entries(ENCODINGS))('%s', (_name, { to, from, node }) => {
  test('bytes are the same after writing and reading', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(from(to(bytes))).toEqual(bytes);
        if (node !== undefined) expect(to(bytes)).toBe(node(bytes));
      }),
    );
  });

  test('no two texts mean the same bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABCDabcd2345_-='), maxLength: 12 }), (text) => {
        const bytes = from(text);
        if (bytes !== undefined && to !== toHex) expect(to(bytes)).toBe(text);
      }),
    );
  });
});

// RFC 4648, section 10, without padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of "%s" is %s', (text, base32) => {
  expect(toBase32(utf8(text))).toBe(base32);
});

test.each(['abc', '0g', 'zz', ' 00'])('"%s" is no hex', (text) => {
  expect(fromHex(text)).toBeUndefined();
});

test.each(['M', 'MZ1', 'my', 'MZ======', 'MZ', 'M1'])('"%s" is no base32 of ours', (text) => {
  expect(fromBase32(text)).toBeUndefined();
});
