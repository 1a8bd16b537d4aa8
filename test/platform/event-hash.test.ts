import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Epoch, Hash } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import { fastEventHash } from '#platform/event-hash.ts';

const EPOCH = '0123456789abcdef' as Epoch;
const hex = (digits: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits });

test("the machine's own SHA-256 gives every event the hash that the domain gives it", () => {
  fc.assert(
    fc.property(
      hex(16),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      hex(64),
      fc.string({ unit: 'binary', maxLength: 300 }),
      (epoch, seq, previous, text) => {
        expect(fastEventHash(epoch as Epoch, seq, previous as Hash, text)).toBe(
          eventHash(epoch as Epoch, seq, previous as Hash, text),
        );
      },
    ),
  );
});

test('a text longer than any event has the right hash as well', () => {
  const text = '€'.repeat(100_000);
  expect(fastEventHash(EPOCH, 1, GENESIS, text)).toBe(eventHash(EPOCH, 1, GENESIS, text));
});
