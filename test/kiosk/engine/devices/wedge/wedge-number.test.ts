import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READER_PROFILES } from '#domain/card-number/reader-profile.ts';
import { decodeWedgeNumber } from '../../../../../src/kiosk/engine/devices/wedge/wedge-number.ts';

const CANONICAL = /^(em:[0-9A-F]{8}|hf:[0-9A-F]{8,20}|w26:\d+\.\d+|(em|hf)-[a-z]+\d\d:[0-9A-F]{6,8})$/;

describe('what a typing reader types', () => {
  it.each([
    ['em-8h10d', '0040856634', 'em:026F6C3A'],
    ['em-8h10d', '0018226646', 'em:01161DD6'],
    ['em-8h10d', '0013530444', 'em:00CE754C'],
    ['em-8h10d', '3371173888', 'em:C8F00800'],
    ['em-dec40', '004335823930', 'em:026F6C3A'],
    ['em-hex40', '01026F6C3A', 'em:026F6C3A'],
    ['em-hex40', '0801161DD6', 'em:01161DD6'],
    ['em-hex32', '026F6C3A', 'em:026F6C3A'],
    ['em-4h4h', '00623,27706', 'em:026F6C3A'],
    ['hf-hex', '529D06E3', 'hf:529D06E3'],
    ['hf-hex', '04A3C6CAE26180', 'hf:04A3C6CAE26180'],
    ['hf-hex-reversed', 'E3069D52', 'hf:529D06E3'],
    ['hf-hex-reversed', 'C552D790', 'hf:90D752C5'],
    ['hf-dec', '1386022627', 'hf:529D06E3'],
    ['hf-dec-reversed', '3808861522', 'hf:529D06E3'],
    ['em-6h8d', '07302202', 'em-low24:6F6C3A'],
    ['em-2h4h', '111,27706', 'em-low24:6F6C3A'],
    ['em-3d5d', '02207638', 'em-low24:161DD6'],
    ['hf-w26-hex', '9B3FAA', 'hf-first24:AA3F9B'],
    ['hf-cascade1', '8804A3C6', 'hf-first24:04A3C6'],
    ['w26-pair', '118,01603', 'w26:118.1603'],
  ] as const)('is by the profile %s, for %s, the card %s', (profile, text, card) => {
    expect(decodeWedgeNumber(text, { profile })).toBe(card);
  });

  it('is no card when it is longer or shorter than this reader types', () => {
    for (const text of ['5', '40856634', '040856634', '00040856634', '004335823930']) {
      expect(decodeWedgeNumber(text, { profile: 'em-8h10d' })).toBeUndefined();
    }
  });

  it('may be shorter if the settings say that this reader leaves zeros out', () => {
    expect(decodeWedgeNumber('40856634', { profile: 'em-8h10d', length: 8 })).toBe('em:026F6C3A');
  });

  it('is no card above the largest number, nor with letters where digits belong', () => {
    expect(decodeWedgeNumber('4294967296', { profile: 'em-8h10d' })).toBeUndefined();
    expect(decodeWedgeNumber('00408A6634', { profile: 'em-8h10d' })).toBeUndefined();
  });

  it('is no card when it is one key held down', () => {
    for (const profile of READER_PROFILES) {
      for (const key of '0123456789ABCDEF') {
        for (let length = 1; length <= 20; length += 1) {
          expect(decodeWedgeNumber(key.repeat(length), { profile })).toBeUndefined();
        }
      }
    }
  });

  it('is no card when all its bytes are empty', () => {
    expect(decodeWedgeNumber('0100000000', { profile: 'em-hex40' })).toBeUndefined();
    expect(decodeWedgeNumber('4294967295', { profile: 'em-8h10d' })).toBeUndefined();
  });

  it('never throws, whatever it is', () => {
    const text = fc.oneof(fc.string({ maxLength: 24 }), fc.stringMatching(/^[0-9A-F,]{0,22}$/));
    fc.assert(
      fc.property(text, fc.constantFrom(...READER_PROFILES), (typed, profile) => {
        const card = decodeWedgeNumber(typed, { profile });
        if (card !== undefined) expect(card).toMatch(CANONICAL);
      }),
      { numRuns: 30_000 },
    );
  });
});
