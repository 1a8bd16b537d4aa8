import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hash, InstitutionId, Seq } from '#domain/ids.ts';
import { checkChain, eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import { ADA, epoch, kiosk, touch } from '../support/story.ts';

const EPOCH = epoch(0xfeed);
const START = { seq: 0, hash: GENESIS };
const EVENT = touch(ADA, '09:00').event as Envelope;

function textsOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    encodeEvent({ ...EVENT, epoch: EPOCH, seq: (i + 1) as Seq }),
  );
}

function endOf(texts: readonly string[]) {
  const checked = checkChain(EPOCH, START, texts);
  if (!checked.ok) throw new Error('the chain does not hold');
  return checked.value;
}

test('a hash covers tag, epoch, seq, the hash before and the text, as another implementation computes it', () => {
  const previous = 'ab'.repeat(32) as Hash;
  const bytes = [
    Buffer.from('muster-event\0'),
    Buffer.from(EPOCH, 'hex'),
    Buffer.from('0000000000000102', 'hex'),
    Buffer.from(previous, 'hex'),
    Buffer.from('{"é":1}'),
  ];
  const expected = createHash('sha256').update(Buffer.concat(bytes)).digest('hex');
  expect(eventHash(EPOCH, 0x102, previous, '{"é":1}')).toBe(expected);
});

test('a chain checked in two parts ends where it ends in one', () => {
  const texts = textsOf(7);
  const half = endOf(texts.slice(0, 3));
  expect(checkChain(EPOCH, half, texts.slice(3))).toMatchObject({
    ok: true,
    value: { seq: 7, hash: endOf(texts).hash },
  });
  expect(endOf(texts).hashes).toHaveLength(7);
  expect(endOf([])).toEqual({ ...START, hashes: [] });
});

test('the chain finds any one changed character', () => {
  const texts = textsOf(4);
  const { hash } = endOf(texts);
  fc.assert(
    fc.property(fc.nat(3), fc.nat(), fc.integer({ min: 1, max: 127 }), (which, where, change) => {
      const text = texts[which] ?? '';
      const index = where % text.length;
      const other = String.fromCharCode(text.charCodeAt(index) ^ change);
      const changed = texts.with(which, text.slice(0, index) + other + text.slice(index + 1));
      const checked = checkChain(EPOCH, START, changed);
      expect(checked.ok && checked.value.hash === hash).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['one left out', (texts: string[]) => texts.toSpliced(1, 1), 2],
  ['two swapped', (texts: string[]) => [texts[1], texts[0], ...texts.slice(2)], 1],
  ['one repeated', (texts: string[]) => [texts[0], ...texts], 2],
  ['something else between', (texts: string[]) => texts.toSpliced(2, 1, '{}'), 3],
])('%s is found at its place', (_name, change, seq) => {
  expect(checkChain(EPOCH, START, change(textsOf(4)) as string[])).toEqual({
    ok: false,
    error: { kind: 'out-of-place', seq },
  });
});

test('texts of another epoch are found', () => {
  expect(checkChain(epoch(1), START, textsOf(1)).ok).toBe(false);
});

test('what a kiosk signs differs whenever any part of its head does', () => {
  const head = {
    institutionId: '00112233-4455-6677-8899-aabbccddeeff' as InstitutionId,
    kiosk: kiosk(0x0102),
    epoch: EPOCH,
    seq: 3,
    hash: 'ab'.repeat(32) as Hash,
  };
  expect(Buffer.from(headBytes(head)).toString('hex')).toBe(
    `${Buffer.from('muster-head\0').toString('hex')}00112233445566778899aabbccddeeff0102${EPOCH}0000000000000003${head.hash}`,
  );
});
