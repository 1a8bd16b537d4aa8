import { describe, expect, test } from 'vitest';
import { chooseLanguage } from '#ui/language/language.ts';
import { pluralIn } from '#ui/language/plural-in.ts';
import { timeFormats } from '#ui/language/time-formats.ts';

const AT = Date.UTC(2026, 10, 20, 8, 12, 40);

describe('languages', () => {
  test('the first one that there are words for is spoken', () => {
    expect(chooseLanguage([null, 'fr', 'de-CH', 'en'])).toBe('de');
    expect(chooseLanguage(['EN-us'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });

  test('one is singular, everything else plural', () => {
    const forms = { one: 'minute', other: 'minutes' };
    expect([0, 1, 2, 21, 101].map((count) => pluralIn('en')(count, forms))).toEqual([
      'minutes',
      'minute',
      'minutes',
      'minutes',
      'minutes',
    ]);
  });
});

describe('times', () => {
  test('are those of the campus, with 24 hours, in either language', () => {
    const berlin = timeFormats('en', 'Europe/Berlin');
    expect(berlin.clock(AT)).toBe('09:12');
    expect(berlin.clockSeconds(AT)).toBe('09:12:40');
    expect(berlin.range(AT, AT + 90 * 60_000)).toBe('09:12–10:42');
    expect(berlin.date(AT)).toBe('Friday 20 November');
    expect(timeFormats('de', 'Europe/Berlin').date(AT)).toBe('Freitag, 20. November');
    expect(timeFormats('en', 'Asia/Kolkata').clock(AT)).toBe('13:42');
  });

  test('midnight is 00:00', () => {
    expect(timeFormats('en', 'UTC').clock(Date.UTC(2026, 0, 1))).toBe('00:00');
    expect(timeFormats('de', 'UTC').clock(Date.UTC(2026, 0, 1))).toBe('00:00');
  });
});
