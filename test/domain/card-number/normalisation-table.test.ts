import { describe, expect, test } from 'vitest';
import { type CardNumber, fromEm4100, fromUid, parseCardNumber } from '#domain/card-number/card-number.ts';
import { isWhole, partialOf, partsOf } from '#domain/card-number/partial-number.ts';
import {
  cardFromReader,
  commonProfiles,
  formLeftBy,
  fromReader,
  READER_PROFILES,
  type ReaderProfile,
  WHOLE_PROFILES,
  whichProfiles,
} from '#domain/card-number/reader-profile.ts';
import { fromH10301, fromHidRaw, fromW26 } from '#domain/card-number/w26.ts';
import { whyNotEnrollable } from '#domain/card-number/why-not-enrollable.ts';
import { fromHex } from '#domain/encoding/hex.ts';

/** The card with these bytes as a manual or a report gives them. */
function em(bytes: string): CardNumber {
  const card = fromEm4100(fromHex(bytes) ?? new Uint8Array());
  if (!card.ok) throw new Error(bytes);
  return card.value;
}

function hf(uid: string): CardNumber {
  const card = fromUid(fromHex(uid) ?? new Uint8Array());
  if (!card.ok) throw new Error(uid);
  return card.value;
}

const hid = (facility: number, number: number) => `w26:${facility}.${number}` as CardNumber;

// Cards and what readers printed of them, from readers' manuals and their users' reports.
const PRINTED: readonly (readonly [card: CardNumber, text: string, profile: ReaderProfile])[] = [
  [em('01026F6C3A'), '01026F6C3A', 'em-hex40'],
  [em('01026F6C3A'), '004335823930', 'em-dec40'],
  [em('01026F6C3A'), '0040856634', 'em-8h10d'],
  [em('01026F6C3A'), '07302202', 'em-6h8d'],
  [em('01026F6C3A'), '111,27706', 'em-2h4h'],
  [em('01026F6C3A'), '00623,27706', 'em-4h4h'],
  [em('0801161DD6'), '0801161DD6', 'em-hex40'],
  [em('0801161DD6'), '0018226646', 'em-8h10d'],
  [em('0801161DD6'), '02207638', 'em-3d5d'],
  [em('3C00CE754C'), '0013530444', 'em-8h10d'],
  [hf('529D06E3'), '529D06E3', 'hf-hex'],
  [hf('529D06E3'), 'E3069D52', 'hf-hex-reversed'],
  [hf('529D06E3'), '1386022627', 'hf-dec'],
  [hf('529D06E3'), '3808861522', 'hf-dec-reversed'],
  [hf('AA3F9B1A'), '9B3FAA', 'hf-w26-hex'],
  [hf('04AF68DAC85A80'), '68AF04', 'hf-w26-hex'],
  [hf('90D752C5'), 'C552D790', 'hf-hex-reversed'],
  [hf('04A3C6CAE26180'), '8804A3C6', 'hf-cascade1'],
  // 1712142 is 1A200E.
  [em('01001A200E'), '15065073', 'em-6h8d-inverted'],
  [hid(118, 1603), '2006ec0c86', 'w26-raw'],
  [hid(118, 1603), '118,01603', 'w26-pair'],
  [hid(10, 1188), '0605025240', 'w26-padded-hex'],
  [hid(10, 1188), '25853841984', 'w26-padded-dec'],
];

describe('what readers print', () => {
  test.each(PRINTED)('is understood: of %s a reader prints %s by profile %s', (card, text, profile) => {
    expect(whichProfiles(text, card)).toContain(profile);
    const form = formLeftBy(profile);
    const expected = form === undefined ? card : partialOf(card, form);
    expect(fromReader(profile, text)).toEqual({ ok: true, value: expected });
  });

  test('of two cards of one kind, all but one profile are ruled out', () => {
    const both = (texts: readonly (readonly [string, CardNumber])[]) =>
      commonProfiles(texts.map(([text, card]) => whichProfiles(text, card)));
    expect(
      both([
        ['07302202', em('01026F6C3A')],
        ['01449430', em('0801161DD6')],
      ]),
    ).toEqual(['em-6h8d']);
    expect(
      both([
        ['9B3FAA', hf('AA3F9B1A')],
        ['68AF04', hf('04AF68DAC85A80')],
      ]),
    ).toEqual(['hf-w26-hex']);
  });

  test('is never guessed from the characters: eight digits are hex to one profile and decimal to another', () => {
    expect(fromReader('hf-hex', '07302202')).toEqual({ ok: true, value: 'hf:07302202' });
    expect(fromReader('em-6h8d', '07302202')).toEqual({ ok: true, value: 'em-low24:6F6C3A' });
  });
});

describe('a number that a reader has cut', () => {
  test('is no card: nothing can be given to anybody by it', () => {
    for (const profile of READER_PROFILES) {
      const [, text] = PRINTED.find(([, , printedBy]) => printedBy === profile) ?? [];
      if (text === undefined || WHOLE_PROFILES.includes(profile)) continue;
      expect(cardFromReader(profile, text)).toEqual({ ok: false, error: { kind: 'partial' } });
    }
  });

  test('is the same for two cards that differ only in what was cut off', () => {
    expect(partialOf(em('01026F6C3A'), 'em-low24')).toBe(partialOf(em('01776F6C3A'), 'em-low24'));
    expect(partialOf(hf('AA3F9B1A'), 'hf-first24')).toBe(partialOf(hf('AA3F9BFF'), 'hf-first24'));
    expect(partialOf(hf('AA3F9B1A'), 'em-low24')).toBeUndefined();
  });

  test.each([
    [em('01026F6C3A'), ['em-low24:6F6C3A']],
    [hf('AA3F9B1A'), ['hf-first24:AA3F9B', 'hf-low24:3F9B1A', 'hf-first32:AA3F9B1A']],
    [hf('04AF68DAC85A80'), ['hf-first24:04AF68', 'hf-low24:C85A80', 'hf-first32:04AF68DA']],
    [hid(118, 1603), []],
  ])('can be foretold of a card: %s leaves %j', (card, numbers) => {
    expect(partsOf(card).map(({ number }) => number)).toEqual(numbers);
    for (const { number } of partsOf(card)) expect(isWhole(number)).toBe(false);
    expect(isWhole(card)).toBe(true);
  });

  test('by a reader that stops half-way through long UIDs is cut for long ones only', () => {
    expect(fromReader('hf-cascade1', '8804A3C6')).toEqual({ ok: true, value: 'hf-first24:04A3C6' });
    expect(fromReader('hf-cascade1', '529D06E3')).toEqual({ ok: true, value: 'hf:529D06E3' });
  });
});

describe('cards of 26 bits', () => {
  test('are known by facility and number', () => {
    expect(fromHidRaw('2006ec0c86')).toEqual({ ok: true, value: 'w26:118.1603' });
    expect(parseCardNumber(' W26:118.01603 ')).toEqual({ ok: true, value: 'w26:118.1603' });
    expect(fromW26(256, 1).ok).toBe(false);
    expect(whyNotEnrollable(hid(0, 0))).toBe('blank');
    expect(whyNotEnrollable(hid(118, 1603))).toBeUndefined();
  });

  test('are refused when any of their bits has turned over', () => {
    const bits = 0x2ec0c86n;
    expect(fromH10301(bits).ok).toBe(true);
    for (let bit = 0n; bit < 26n; bit += 1n) expect(fromH10301(bits ^ (1n << bit)).ok).toBe(false);
    // As another reader sends one: 808001C0, of which 26 bits count.
    expect(fromH10301(0x808001c0n >> 6n)).toEqual({ ok: true, value: 'w26:1.3' });
  });
});
