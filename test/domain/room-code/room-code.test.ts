import { createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase32 } from '#domain/encoding/base32.ts';
import { toHex } from '#domain/encoding/hex.ts';
import type { EpochMs } from '#domain/ids.ts';
import { readRoomCode, roomCodeText } from '#domain/room-code/room-code-text.ts';
import { makeRoomCode, verifyRoomCode } from '#domain/room-code/room-code-token.ts';
import { openingBytes, sessionKey } from '#domain/room-code/session-key.ts';
import { stepAt } from '#domain/room-code/step.ts';
import { kiosk, opening } from '../support/story.ts';

const SECRET = new Uint8Array(32).fill(7);
const TENANT = 'hub.example.edu';
const VECTOR = {
  secret: SECRET,
  tenant: TENANT,
  kiosk: kiosk(0xa1b2),
  opening: opening(0xc3d4e5),
  step: stepAt(1_760_000_003_000 as EpochMs),
  screen: 1,
};
const TOKEN = makeRoomCode(VECTOR);
const TEXT = 'HTTPS://HUB.EXAMPLE.EDU/C/CGQ3FQ6U4X5RQAABRNV44GKBNDHCNPTM';
const VALUE = { token: TOKEN, kiosk: 0xa1b2, opening: 0xc3d4e5, step: VECTOR.step % 2 ** 24, screen: 1 };

describe('the worked example of the format', () => {
  test('has this key', () => {
    const id = openingBytes(VECTOR.kiosk, VECTOR.opening);
    expect(toHex(sessionKey(SECRET, id))).toBe(
      'fae7639ee81a81c8b218205405811fa4463c7a6299f2a3e153ac799df492bbca',
    );
  });

  test('has this token', () => {
    expect(toHex(TOKEN)).toBe('11a1b2c3d4e5fb1800018b6bce194168ce26be6c');
  });

  test('has this text, and is read from it', () => {
    expect(roomCodeText({ scheme: 'https', host: 'hub.example.edu', token: TOKEN })).toBe(TEXT);
    expect(readRoomCode(TEXT)).toEqual({ ok: true, value: VALUE });
  });
});

const inputs = fc.record({
  secret: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  tenant: fc.uuid(),
  kiosk: fc.nat(0xffff).map(kiosk),
  opening: fc.integer({ min: 1, max: 0xffffff }).map(opening),
  step: fc.nat(2 ** 40),
  screen: fc.nat(255),
});

test('another implementation computes the same code', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const token = makeRoomCode(input);
      const info = Buffer.concat([Buffer.from('AT1 session '), token.subarray(1, 6)]);
      const key = Buffer.from(hkdfSync('sha256', input.secret, Buffer.alloc(0), info, 32));
      const signed = Buffer.concat([Buffer.from(`AT1-room\0${input.tenant}\0`), token.subarray(0, 10)]);
      const mac = createHmac('sha256', key).update(signed).digest().subarray(0, 10);
      expect(Buffer.from(token.subarray(10)).equals(mac)).toBe(true);
    }),
  );
});

test('every code that is printed is read back whole and verifies, and not for another tenant or under another secret', () => {
  fc.assert(
    fc.property(inputs, fc.boolean(), (input, lower) => {
      const { secret, tenant } = input;
      const text = roomCodeText({ scheme: 'http', host: 'localhost:8080', token: makeRoomCode(input) });
      const read = readRoomCode(lower ? text.toLowerCase() : text);
      if (!read.ok) throw new Error('not read');
      const { token, ...said } = read.value;
      expect(said).toEqual({
        kiosk: input.kiosk,
        opening: input.opening,
        step: input.step % 2 ** 24,
        screen: input.screen,
      });
      expect(verifyRoomCode({ secret, tenant, token })).toBe(true);
      expect(verifyRoomCode({ secret, tenant: `${tenant}x`, token })).toBe(false);
      expect(verifyRoomCode({ secret: secret.with(0, (secret[0] ?? 0) ^ 1), tenant, token })).toBe(false);
    }),
  );
});

test('no code with any one bit changed verifies', () => {
  for (let bit = 0; bit < 160; bit++) {
    const token = TOKEN.slice();
    token[bit >> 3] = (token[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(verifyRoomCode({ secret: SECRET, tenant: TENANT, token })).toBe(false);
  }
});

test('no code with any one character changed verifies', () => {
  const bare = toBase32(TOKEN);
  for (let i = 0; i < bare.length; i++) {
    for (const other of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567') {
      if (other === bare[i]) continue;
      const read = readRoomCode(bare.slice(0, i) + other + bare.slice(i + 1));
      expect(read.ok && verifyRoomCode({ secret: SECRET, tenant: TENANT, token: read.value.token })).toBe(
        false,
      );
    }
  }
});

test.each([
  ['bare characters', 'CGQ3FQ6U4X5RQAABRNV44GKBNDHCNPTM'],
  ['in lower case', TEXT.toLowerCase()],
  ['with a port', TEXT.replace('.EDU', '.EDU:8443')],
  ['without encryption, in a test', TEXT.replace('HTTPS', 'HTTP')],
  ['with blanks around, as pasted', `  ${TEXT}\n`],
])('a code is read %s', (_name, text) => {
  expect(readRoomCode(text)).toEqual({ ok: true, value: VALUE });
});

test.each([
  ['nothing', '', 'not-a-room-code'],
  ['a character too few', TEXT.slice(0, -1), 'not-a-room-code'],
  ['a character too many', `${TEXT}A`, 'not-a-room-code'],
  ['a digit that base32 lacks', TEXT.replace('CGQ3', 'CGQ1'), 'not-a-room-code'],
  ['another path', TEXT.replace('/C/', '/D/'), 'not-a-room-code'],
  ['something after it', `${TEXT}?next=1`, 'not-a-room-code'],
  ['a script address', TEXT.replace('HTTPS://HUB.EXAMPLE.EDU', 'JAVASCRIPT:'), 'not-a-room-code'],
  ['a pass of a phone', toBase32(TOKEN.with(0, 0x12)), 'other-kind'],
])('%s is refused', (_name, text, kind) => {
  expect(readRoomCode(text)).toMatchObject({ ok: false, error: { kind } });
});
