import { describe, expect, it } from 'vitest';
import {
  cardOnStripe,
  parseStripePattern,
  type StripePattern,
} from '../../../../../src/kiosk/engine/devices/magtek/stripe-pattern.ts';

function pattern(text: string): StripePattern {
  const parsed = parseStripePattern(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe("the institution's pattern", () => {
  it('finds the number on its cards', () => {
    expect(cardOnStripe('6001230012345674=9912', pattern('600123NNNNNNNNNX=XXXX'))).toBe('ms:001234567');
    expect(cardOnStripe('123456789', pattern('NNNNNNNNN'))).toBe('ms:123456789');
  });

  it.each([
    ['another first digit', '6011230012345674=9912'],
    ['more digits', '60012300123456741=9912'],
    ['fewer', '600123001234567=9912'],
    ['another sign', '6001230012345674X9912'],
    ['a bank card', '4111111111111111=9912'],
    ['nothing', ''],
  ])('finds none on %s', (_, track2) => {
    expect(cardOnStripe(track2, pattern('600123NNNNNNNNNX=XXXX'))).toBeUndefined();
  });

  it.each([
    ['', 'must be the characters of track 2'],
    ['123NNN', 'must be the characters of track 2'],
    ['12NNNN34NNNN', 'must be the characters of track 2'],
    [';600123NNNN?', 'must be the characters of track 2'],
    ['NNNNNNNNNNNNNNNN', 'would let payment cards in'],
    ['600NNNNNNNNNNNNN', 'would let payment cards in'],
    ['XXXXXXXXNNNNNNNN=XXXX', 'would let payment cards in'],
    ['4111NNNNNNNNNNNN', 'is that of payment cards'],
    ['555555NNNNNNNNNN=XXXX', 'is that of payment cards'],
    [`${'6'.repeat(30)}NNNNNNNN`, 'must be the characters of track 2'],
  ])('"%s" is refused', (text, why) => {
    const parsed = parseStripePattern(text);
    expect(parsed).toMatchObject({ ok: false, error: expect.stringContaining(why) });
  });
});
