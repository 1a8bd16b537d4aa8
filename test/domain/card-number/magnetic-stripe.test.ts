import { describe, expect, it } from 'vitest';
import { parseCardNumber } from '#domain/card-number/card-number.ts';
import { whyNotEnrollable } from '#domain/card-number/why-not-enrollable.ts';

describe("the number on an institution's magnetic stripe", () => {
  it('keeps its zeros: cards with and without them are two', () => {
    expect(parseCardNumber(' MS:00123456 ')).toEqual({ ok: true, value: 'ms:00123456' });
    expect(parseCardNumber('ms:123456')).toEqual({ ok: true, value: 'ms:123456' });
  });

  it.each(['ms:123', 'ms:12345678901234567', 'ms:12AB', 'ms:', 'ms:12 34'])('"%s" is none', (text) => {
    expect(parseCardNumber(text)).toMatchObject({ ok: false });
  });

  it('may be given to somebody unless it is blank', () => {
    const why = (text: string) => {
      const card = parseCardNumber(text);
      return card.ok ? whyNotEnrollable(card.value) : 'no card';
    };
    expect(why('ms:00000000')).toBe('blank');
    // What other kinds of numbers are refused for means nothing here.
    expect(why('ms:01020304')).toBeUndefined();
  });
});
