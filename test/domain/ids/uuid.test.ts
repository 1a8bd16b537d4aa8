import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidV5 } from '#domain/ids/uuid5.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import { EventIdSchema } from '#domain/ids.ts';

test('a UUIDv5 is that of RFC 9562, appendix A.4', () => {
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test('a UUIDv7 is that of RFC 9562, appendix A.6', () => {
  // rand_a CC3, rand_b 18C4DC0C0C07398F; the bits where version and variant stand are overwritten.
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('UUIDv7s sort by time whatever their random part', () => {
  const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.integer({ min: 1, max: 2 ** 40 }), random, random, (ms, later, a, b) => {
      const first = uuidV7(ms, a);
      expect(EventIdSchema.safeParse(first).success).toBe(true);
      expect(first < uuidV7(ms + later, b)).toBe(true);
    }),
  );
});
