import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, test } from 'vitest';
import type { DeviceId, EpochMs } from '#domain/ids.ts';
import { PASS_BYTES, passHead, passMessage, passText, readPass } from '#domain/pass/pass.ts';
import { passIdOf } from '#domain/pass/pass-id.ts';
import { PhoneWithKey } from './phone-keys.ts';

const TENANT = '00000000-0000-4000-8000-000000000301';
const DEVICE = '01999c5e-5a00-7000-8000-000000000001' as DeviceId;
const NOON = 1_760_000_003_000 as EpochMs;

describe('a pass', () => {
  test('is made of these bytes', () => {
    const head = passHead({ kind: 'p256', passId: '0a1b2c3d4e', step: 0x5_123456 });
    expect(Buffer.from(head).toString('hex')).toBe('130a1b2c3d4e12345600');
    expect(Buffer.from(passMessage('u', head)).toString('latin1')).toBe(
      `AT1-pass\0u\0${Buffer.from(head).toString('latin1')}`,
    );
  });

  test('calls the phone by a hash of its id', () => {
    const hash = createHash('sha256').update(`AT1-pass-id\0${DEVICE}`).digest('hex');
    expect(passIdOf(DEVICE)).toBe(hash.slice(0, 10));
  });

  test('never changes: what this phone showed at this moment it would show today', () => {
    const phone = PhoneWithKey.fromSeed(DEVICE, Buffer.alloc(32, 7));
    expect(phone.passAt(NOON, TENANT)).toMatchInlineSnapshot(
      `"A1CIY3GD2MHH5RQAAANJPDK4WIBY5GFO3CNK56DV6S5ITYJ7D4XAQG3RGUD6V5XOL5SZ6RSSWZ6FSM6QD7TKSB56J7NWAF6QUWED5BANDV3T6EXRK66Y6BUDY"`,
    );
  });

  test('fits in a QR code of version 5 at level M', () => {
    const text = PhoneWithKey.fromSeed(DEVICE, Buffer.alloc(32, 7)).passAt(NOON, TENANT);
    expect(text).toHaveLength(121);
    expect(create(text, { errorCorrectionLevel: 'M' }).version).toBe(5);
  });

  test('refuses an id and a signature of another length, which are bugs', () => {
    expect(() => passHead({ kind: 'p256', passId: '0a1b', step: 1 })).toThrow('five bytes');
    expect(() => passText(new Uint8Array(10), new Uint8Array(63))).toThrow('64');
  });
});

describe('what a camera decoded', () => {
  const text = new PhoneWithKey(DEVICE, 'p256').passAt(NOON, TENANT);

  test('is read in any case and with space around it', () => {
    const read = readPass(` ${text.toLowerCase()}\n`);
    expect(read.ok && read.value.passId).toBe(passIdOf(DEVICE));
    expect(read.ok && read.value.kind).toBe('p256');
  });

  test.each([
    ['a poster', 'https://example.com/'],
    ['a room code', 'HTTPS://HUB.EXAMPLE.EDU/C/CGQ3FQ6U4X5RQAABRNV44GKBNDHCNPTM'],
    ['nothing', ''],
    ['a pass that was cut off', text.slice(0, -1)],
    ['a pass with more behind it', `${text}A`],
    ['a pass of a later version of the text', text.replace(/^A1/, 'A2')],
  ])('is no pass when it is %s', (_what, decoded) => {
    expect(readPass(decoded)).toEqual({ ok: false, error: { kind: 'not-a-pass' } });
  });

  test.each([0x11, 0x14, 0xff])('of a kind that is not known (%i) is left to a newer program', (first) => {
    const bytes = new Uint8Array(PASS_BYTES);
    bytes[0] = first;
    expect(readPass(passText(bytes.subarray(0, 10), bytes.subarray(10)))).toEqual({
      ok: false,
      error: { kind: 'other-kind', first },
    });
  });

  test('with flags that are not known is left to a newer program, whatever they may mean', () => {
    const head = passHead({ kind: 'ed25519', passId: '0a1b2c3d4e', step: 1 });
    head[9] = 1;
    expect(readPass(passText(head, new Uint8Array(64))).ok).toBe(false);
  });

  test('is what was written, for every pass', () => {
    const pass = fc.record({
      kind: fc.constantFrom('ed25519', 'p256'),
      passId: fc.stringMatching(/^[0-9a-f]{10}$/),
      step: fc.nat({ max: 2 ** 40 }),
    });
    fc.assert(
      fc.property(pass, fc.uint8Array({ minLength: 64, maxLength: 64 }), (made, signature) => {
        const read = readPass(passText(passHead(made), signature));
        if (!read.ok) throw new Error(read.error.kind);
        expect(read.value).toMatchObject({ kind: made.kind, passId: made.passId, step: made.step % 2 ** 24 });
        expect(Buffer.from(read.value.signature)).toEqual(Buffer.from(signature));
      }),
    );
  });

  test('never throws, and is a pass only if it would be written so: 100,000 texts with some of them nearly passes', () => {
    const near = fc
      .tuple(fc.nat(text.length - 1), fc.constantFrom(...'AZ27189aß\0 '))
      .map(([at, character]) => text.slice(0, at) + character + text.slice(at + 1));
    fc.assert(
      fc.property(
        fc.oneof(near, fc.string({ maxLength: 130 }), fc.stringMatching(/^A1[A-Z2-7]{119}$/)),
        (any) => {
          const read = readPass(any);
          if (!read.ok) return;
          const again = passText(read.value.head, read.value.signature);
          if (again !== any.trim().toUpperCase()) throw new Error(`${any} was read as ${again}`);
        },
      ),
      { numRuns: 100_000 },
    );
  });
});
