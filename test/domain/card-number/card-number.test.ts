import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type CardNumber, fromEm4100, fromUid, parseCardNumber } from '#domain/card-number/card-number.ts';
import {
  commonProfiles,
  fromReader,
  READER_PROFILES,
  whichProfiles,
} from '#domain/card-number/reader-profile.ts';
import { whyNotEnrollable } from '#domain/card-number/why-not-enrollable.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import { fromHex } from '#domain/encoding/hex.ts';

const card = (text: string) => text as CardNumber;
const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();

describe('one card, whichever reader reads it', () => {
  // Numbers as printed in reader manuals and reported by their users.
  test.each([
    ['em-hex40', '01026F6C3A', 'em:026F6C3A'],
    ['em-dec40', '004335823930', 'em:026F6C3A'],
    ['em-8h10d', '0040856634', 'em:026F6C3A'],
    ['em-4h4h', '00623,27706', 'em:026F6C3A'],
    ['em-hex32', '026f6c3a', 'em:026F6C3A'],
    ['em-hex40', '0801161DD6', 'em:01161DD6'],
    ['em-8h10d', '0018226646', 'em:01161DD6'],
    ['em-8h10d', '0013530444', 'em:00CE754C'],
    ['hf-hex', '529D06E3', 'hf:529D06E3'],
    ['hf-hex-reversed', 'E3069D52', 'hf:529D06E3'],
    ['hf-dec', '1386022627', 'hf:529D06E3'],
    ['hf-dec-reversed', '3808861522', 'hf:529D06E3'],
    ['hf-hex-reversed', 'C552D790', 'hf:90D752C5'],
    ['hf-hex', '04A3C6CAE26180', 'hf:04A3C6CAE26180'],
  ] as const)('a reader of profile %s that writes %s means %s', (profile, text, number) => {
    expect(fromReader(profile, text)).toEqual({ ok: true, value: number });
    expect(whichProfiles(text, card(number))).toContain(profile);
  });

  test('the ten digits on a card mean the same with and without leading zeros', () => {
    expect(fromReader('em-8h10d', '40856634')).toEqual(fromReader('em-8h10d', '0040856634'));
  });

  test('what two known cards were written as leaves one profile', () => {
    const first = whichProfiles('1386022627', card('hf:529D06E3'));
    const second = whichProfiles('2861538050', card('hf:AA8F9B02'));
    expect(commonProfiles([first, second])).toEqual(['hf-dec']);
  });

  test.each([
    ['em-8h10d', '4294967296'],
    ['em-8h10d', '026F6C3A'],
    ['em-8h10d', ''],
    ['em-hex40', '026F6C3A'],
    ['em-4h4h', '65536,0'],
    ['em-4h4h', '0062327706'],
    ['hf-hex', '529D06'],
    ['hf-dec', '-1'],
  ] as const)('a reader of profile %s never writes "%s"', (profile, text) => {
    expect(fromReader(profile, text).ok).toBe(false);
  });

  test('no profile accepts something that is no number', () => {
    for (const profile of READER_PROFILES) expect(fromReader(profile, 'hello').ok).toBe(false);
  });
});

test('raw bytes become canonical numbers; the version byte of an EM card is left out', () => {
  expect(fromEm4100(bytes('01026F6C3A'))).toEqual({ ok: true, value: 'em:026F6C3A' });
  expect(fromUid(bytes('04a3c6cae26180'))).toEqual({ ok: true, value: 'hf:04A3C6CAE26180' });
  expect(fromEm4100(bytes('026F6C3A')).ok).toBe(false);
  expect(fromUid(bytes('04a3c6cae2')).ok).toBe(false);
});

test.each([
  ['em:026f6c3a', 'em:026F6C3A'],
  ['HF:04:A3:C6:CA:E2:61:80', 'hf:04A3C6CAE26180'],
  [' hf:529d 06e3 ', 'hf:529D06E3'],
  ['hf:0123456789abcdef0123', 'hf:0123456789ABCDEF0123'],
])('%s is written %s', (text, number) => {
  expect(parseCardNumber(text)).toEqual({ ok: true, value: number });
});

test.each([
  ['026F6C3A', 'malformed'],
  ['em:', 'malformed'],
  ['em:01026F6C3A', 'wrong-length'],
  ['hf:04A3C6', 'wrong-length'],
  ['hf:04A3C6C', 'wrong-length'],
  ['xx:04A3C6CA', 'malformed'],
])('%s is refused: %s', (text, kind) => {
  expect(parseCardNumber(text)).toEqual({ ok: false, error: { kind } });
});

test.each([
  ['hf:08A1B2C3', 'random'],
  ['hf:8804A3C6', 'cut-off'],
  ['hf:00000000', 'blank'],
  ['em:FFFFFFFF', 'blank'],
  ['hf:01020304', 'factory-default'],
  ['hf:0804A3C6CAE261', undefined],
  ['em:08A1B2C3', undefined],
  ['hf:529D06E3', undefined],
])('whether %s may be given to a person: %s', (number, reason) => {
  expect(whyNotEnrollable(card(number))).toBe(reason);
});

test('a tag is half an HMAC of the canonical number', () => {
  const key = new Uint8Array(32).fill(9);
  const expected = createHmac('sha256', key).update('em:026F6C3A').digest('hex').slice(0, 32);
  expect(credentialTag(key, card('em:026F6C3A'))).toBe(expected);
});
