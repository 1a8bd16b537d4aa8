import { describe, expect, test } from 'vitest';
import { keyboardRows } from '../../../../src/kiosk/screen/keyboard/keyboard-rows.ts';

describe('the keyboard on the screen', () => {
  test.each(['en', 'de'] as const)(
    'has every letter and digit once in %s, and what an address needs',
    (language) => {
      for (const layout of ['address', 'names'] as const) {
        const keys = keyboardRows(layout, language).flat();
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789-') expect(keys).toContain(key);
      }
      const address = keyboardRows('address', language).flat();
      for (const key of '.:/') expect(address).toContain(key);
    },
  );

  test('follows the habit of the language', () => {
    expect(keyboardRows('names', 'en')[1]?.join('')).toBe('qwertyuiop');
    expect(keyboardRows('names', 'de')[1]?.join('')).toBe('qwertzuiop');
  });
});
