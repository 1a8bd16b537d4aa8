import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { openingBytes, sessionKey } from '#domain/room-code/session-key.ts';
import { judgeTypedCode, TYPED_WINDOW_MS, typedCode, typedWindowAt } from '#domain/room-code/typed-code.ts';
import { kiosk, opening } from '../support/story.ts';

const OPENING = {
  secret: new Uint8Array(32).fill(7),
  tenant: 'hub.example.edu',
  kiosk: kiosk(3),
  opening: opening(4),
};
const NOW = 1_760_000_003_000 as EpochMs;
const codeAt = (at: number) => typedCode({ ...OPENING, window10s: typedWindowAt(at as EpochMs) });
const judge = (code: string) => judgeTypedCode({ ...OPENING, code, at: NOW, back: 1, ahead: 1 });

test('another implementation computes the same digits', () => {
  const id = openingBytes(OPENING.kiosk, OPENING.opening);
  const window = Buffer.alloc(8);
  window.writeBigUInt64BE(BigInt(Math.floor(NOW / 10_000)));
  const signed = Buffer.concat([Buffer.from('AT1-typed\0hub.example.edu\0'), id, window]);
  const mac = createHmac('sha256', sessionKey(OPENING.secret, id)).update(signed).digest();
  expect(codeAt(NOW)).toBe((mac.readBigUInt64BE() % 100_000_000n).toString().padStart(8, '0'));
});

test('a typed code is good while it is shown, and one window around', () => {
  expect(judge(codeAt(NOW))).toBe('current');
  expect(judge(codeAt(NOW - TYPED_WINDOW_MS))).toBe('back');
  expect(judge(codeAt(NOW + TYPED_WINDOW_MS))).toBe('ahead');
  expect(judge(codeAt(NOW - 2 * TYPED_WINDOW_MS))).toBe('wrong');
  expect(judge(codeAt(NOW + 2 * TYPED_WINDOW_MS))).toBe('wrong');
});

test('blanks and hyphens between the digits do not matter', () => {
  const code = codeAt(NOW);
  expect(judge(` ${code.slice(0, 4)} ${code.slice(4)}`)).toBe('current');
  expect(judge(`${code.slice(0, 4)}-${code.slice(4)}`)).toBe('current');
});

test('a code with any one digit changed, missing or added is wrong', () => {
  const code = codeAt(NOW);
  for (let i = 0; i < 8; i++) {
    const other = String((Number(code[i]) + 1) % 10);
    expect(judge(code.slice(0, i) + other + code.slice(i + 1))).toBe('wrong');
  }
  expect(judge(code.slice(1))).toBe('wrong');
  expect(judge(`${code}0`)).toBe('wrong');
  expect(judge('')).toBe('wrong');
});

test('the code of another kiosk or opening is wrong here', () => {
  const window10s = typedWindowAt(NOW);
  expect(judge(typedCode({ ...OPENING, kiosk: kiosk(4), window10s }))).toBe('wrong');
  expect(judge(typedCode({ ...OPENING, opening: opening(5), window10s }))).toBe('wrong');
});
