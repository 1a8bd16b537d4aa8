import { describe, expect, test } from 'vitest';
import { countDown } from '../../../../src/kiosk/screen/session/count-down.ts';
import { sessionPhase } from '../../../../src/kiosk/screen/session/session-phase.ts';
import { hostOf } from '../../../../src/kiosk/screen/session/typed-code.tsx';
import { at } from '../support/campus.ts';

describe('an open session', () => {
  test.each([
    [272_000, '4:32'],
    [271_001, '4:32'],
    [59_999, '1:00'],
    [1, '0:01'],
    [0, '0:00'],
    [-5000, '0:00'],
    [600_000, '10:00'],
  ])('%i ms are left as %s', (left, text) => {
    expect(countDown(left)).toBe(text);
  });

  test.each([
    ['09:04:59', 'on-time'],
    ['09:05', 'late'],
    ['09:19:59', 'late'],
    ['09:20', 'too-late'],
  ])('at %s an arrival is %s', (time, phase) => {
    expect(sessionPhase({ lateFrom: at('09:05'), cutOffAt: at('09:20') }, at(time))).toBe(phase);
  });

  test.each([
    ['HTTPS://MUSTER.UNI.EDU/C/ABC', 'muster.uni.edu'],
    ['HTTP://192.168.1.20:8080/C/ABC', '192.168.1.20:8080'],
  ])('%s is typed at %s', (text, host) => {
    expect(hostOf(text)).toBe(host);
  });
});
