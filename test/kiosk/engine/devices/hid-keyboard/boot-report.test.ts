import { describe, expect, it } from 'vitest';
import {
  keysIn,
  NO_KEYS,
  pressedKeys,
} from '../../../../../src/kiosk/engine/devices/hid-keyboard/boot-report.ts';
import { keyboardReports } from '../../../../../src/kiosk/engine/devices/hid-keyboard/hid-keyboard-twin.ts';
import { wedgeTwinKeys } from '../../../../../src/kiosk/engine/devices/wedge/wedge-twin.ts';
import { randomBytes } from '../support/random-bytes.ts';

const report = (...bytes: number[]) =>
  Uint8Array.of(...bytes, ...new Array<number>(8 - bytes.length).fill(0));

describe("a keyboard's report", () => {
  it.each([
    [report(0, 0, 0x1e), ['Digit1']],
    [report(0, 0, 0x26), ['Digit9']],
    [report(0, 0, 0x27), ['Digit0']],
    [report(0, 0, 0x28), ['Enter']],
    [report(0, 0, 0x58), ['NumpadEnter']],
    [report(0, 0, 0x59), ['Numpad1']],
    [report(0, 0, 0x62), ['Numpad0']],
    [report(0, 0, 0x36), ['Comma']],
    [report(0x02, 0, 0x04), ['ShiftLeft', 'KeyA']],
    [report(0x20, 0, 0x09), ['ShiftRight', 'KeyF']],
    [report(0x01, 0, 0x06), ['Control', 'KeyC']],
    [report(0, 0, 0x1e, 0x1f), ['Digit1', 'Digit2']],
    [report(0, 0, 0x3a), ['Usage58']],
    [report(), []],
  ])('%# names the keys that are down by their places', (bytes, keys) => {
    expect([...(keysIn(bytes) ?? ['none'])]).toEqual(keys);
  });

  it('may have a number in front, where the device has several kinds of report', () => {
    expect([...(keysIn(Uint8Array.of(1, ...report(0, 0, 0x1e))) ?? [])]).toEqual(['Digit1']);
  });

  it.each([
    ['that names too many keys', report(0, 0, 1, 1, 1, 1, 1, 1)],
    ['of another length', Uint8Array.of(1, 2, 3)],
    ['without the zero of keyboards', report(0, 7, 0x1e)],
    ['that is empty', Uint8Array.of()],
  ])('%s names none', (_, bytes) => {
    expect(keysIn(bytes)).toBeUndefined();
  });

  it('tells of a key once, however long it is down, and again when it went up in between', () => {
    const one = keysIn(report(0, 0, 0x1e)) ?? NO_KEYS;
    const both = keysIn(report(0, 0, 0x1e, 0x1f)) ?? NO_KEYS;
    expect(pressedKeys(NO_KEYS, one)).toEqual(['Digit1']);
    expect(pressedKeys(one, one)).toEqual([]);
    expect(pressedKeys(one, both)).toEqual(['Digit2']);
    expect(pressedKeys(both, one)).toEqual([]);
    expect(pressedKeys(NO_KEYS, one)).toEqual(['Digit1']);
  });

  it('and those before it give the keys that the reader has typed, of numbers in any profile', () => {
    for (const number of ['0008472288', '026F6C3A', '00623,27706']) {
      let down = NO_KEYS;
      const typed: string[] = [];
      for (const bytes of keyboardReports(number)) {
        const next = keysIn(bytes) ?? NO_KEYS;
        typed.push(...pressedKeys(down, next));
        down = next;
      }
      expect(typed).toEqual(wedgeTwinKeys(number, 0).map(({ code }) => code));
    }
  });

  it('of any bytes at all is read without a throw, 100,000 times', () => {
    const next = randomBytes();
    for (let i = 0; i < 100_000; i += 1) keysIn(next(i % 11));
  });
});
