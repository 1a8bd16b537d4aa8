import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Epoch, Hash } from '#domain/ids.ts';
import { eventHash } from '#domain/ledger/chain.ts';
import { fastEventHash } from '#platform/event-hash.ts';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'é'.repeat(30_000), '😀'.repeat(40_000), '\ud800'),
);

test("the machine's own SHA-256 gives the domain's hash for every event", () => {
  fc.assert(
    fc.property(hex(16), fc.maxSafeNat(), hex(64), text, (epoch, seq, previous, event) => {
      const of = [epoch as Epoch, seq, previous as Hash, event] as const;
      expect(fastEventHash(...of)).toBe(eventHash(...of));
    }),
    { numRuns: 300 },
  );
});
