import { describe, expect, test } from 'vitest';
import {
  deleteDigit,
  EMPTY_PIN,
  isEnterable,
  type PinEntry,
  touchDigit,
  typeDigit,
} from '../../../../src/kiosk/screen/unlock/pin-entry.ts';

type Typing = { readonly digits: string; readonly from: number; readonly gapMs: number };

function typed(entry: PinEntry, { digits, from, gapMs }: Typing): PinEntry {
  return [...digits].reduce((before, digit, index) => typeDigit(before, digit, from + index * gapMs), entry);
}

describe('entering a PIN', () => {
  test('keeps what a person types or touches, and takes back the last digit', () => {
    const entry = touchDigit(typed(EMPTY_PIN, { digits: '24681', from: 0, gapMs: 200 }), '0');
    expect(entry.digits).toBe('246810');
    expect(deleteDigit(entry).digits).toBe('24681');
    expect(deleteDigit(EMPTY_PIN).digits).toBe('');
  });

  test('takes no more digits than a PIN can have', () => {
    expect(typed(EMPTY_PIN, { digits: '12345678901234', from: 0, gapMs: 200 }).digits).toBe('123456789012');
  });

  test('forgets the digits of a card reader and keeps those from before it', () => {
    const before = typed(EMPTY_PIN, { digits: '246', from: 0, gapMs: 200 });
    const after = typed(before, { digits: '0008245123', from: 5000, gapMs: 30 });
    expect(after.digits).toBe('246');
    expect(typed(after, { digits: '810', from: 9000, gapMs: 200 }).digits).toBe('246810');
  });

  test('keeps them even when the card would have filled the PIN to its end', () => {
    const before = typed(EMPTY_PIN, { digits: '24681012', from: 0, gapMs: 200 });
    expect(typed(before, { digits: '0008245123', from: 5000, gapMs: 30 }).digits).toBe('24681012');
  });

  test('is sent by Enter when it is long enough', () => {
    expect(isEnterable(typed(EMPTY_PIN, { digits: '246', from: 0, gapMs: 200 }), 2000)).toBe(false);
    expect(isEnterable(typed(EMPTY_PIN, { digits: '2468', from: 0, gapMs: 200 }), 2000)).toBe(true);
    // Six digits in half a second and Enter at once: a practised hand, no reader.
    expect(isEnterable(typed(EMPTY_PIN, { digits: '246810', from: 0, gapMs: 90 }), 540)).toBe(true);
  });

  test('is not sent by the Enter of a card reader, but by a person’s a moment later', () => {
    const before = typed(EMPTY_PIN, { digits: '246810', from: 0, gapMs: 200 });
    const after = typed(before, { digits: '0008245123', from: 5000, gapMs: 30 });
    expect(isEnterable(after, 5300)).toBe(false);
    expect(isEnterable(after, 6000)).toBe(true);
  });
});
