import { expect, test } from 'vitest';
import type { Hash } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn } from './a-ledger.ts';
import { recordTouches } from './ledger-facts.ts';

function hashOf(ledger: { hashAt(seq: number): Hash | undefined }, seq: number): Hash {
  const hash = ledger.hashAt(seq);
  if (hash === undefined) throw new Error(`no event ${seq}`);
  return hash;
}

test('what the hub has acknowledged is known after a restart', () => {
  const folder = temporaryFolder();
  const before = ledgerIn(folder);
  recordTouches(before, 5);
  expect(before.acked()).toEqual({ seq: 0, hash: GENESIS, archivedSeq: 0 });
  const acked = { seq: 4, hash: hashOf(before, 4), archivedSeq: 2 };
  before.recordAck(acked);
  expect(before.acked()).toEqual(acked);
  before.close();
  expect(ledgerIn(folder).acked()).toEqual(acked);
});

test('a hub that was put back from a copy has less than it once acknowledged', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 5);
  ledger.recordAck({ seq: 6, hash: hashOf(ledger, 6), archivedSeq: 3 });
  ledger.recordAck({ seq: 2, hash: hashOf(ledger, 2), archivedSeq: 0 });
  expect(ledger.acked()).toEqual({ seq: 2, hash: hashOf(ledger, 2), archivedSeq: 0 });
  ledger.recordAck({ seq: 0, hash: GENESIS, archivedSeq: 0 });
  expect(ledger.acked().seq).toBe(0);
});

test('an acknowledgement of something else than is here moves nothing', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 5);
  const other = 'ab'.repeat(32) as Hash;
  expect(() => ledger.recordAck({ seq: 3, hash: other, archivedSeq: 0 })).toThrow("not this ledger's");
  expect(() => ledger.recordAck({ seq: 9, hash: other, archivedSeq: 0 })).toThrow("not this ledger's");
  expect(ledger.acked().seq).toBe(0);
});

test('nothing counts as archived that is not acknowledged', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 5);
  ledger.recordAck({ seq: 3, hash: hashOf(ledger, 3), archivedSeq: 5 });
  expect(ledger.acked().archivedSeq).toBe(3);
});

test('what was pruned stays archived, whatever the hub has now', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 5);
  ledger.recordAck({ seq: 6, hash: hashOf(ledger, 6), archivedSeq: 5 });
  ledger.prune(3);
  ledger.recordAck({ seq: 4, hash: hashOf(ledger, 4), archivedSeq: 1 });
  expect(ledger.acked().archivedSeq).toBe(3);
});

test('nothing is pruned that no verified backup holds', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 5);
  ledger.recordAck({ seq: 6, hash: hashOf(ledger, 6), archivedSeq: 4 });
  expect(() => ledger.prune(5)).toThrow('not archived');
  expect(ledger.read(0, 100, 1e6)).toHaveLength(6);
});

test('pruned events are gone, and the rest is sound after a restart', () => {
  const folder = temporaryFolder();
  const before = ledgerIn(folder);
  recordTouches(before, 9);
  const head = before.head();
  before.recordAck({ ...head, archivedSeq: 8 });
  const anchor = hashOf(before, 6);
  before.prune(4);
  before.prune(6);
  before.prune(5);
  before.close();

  const after = ledgerIn(folder);
  expect(after.head()).toEqual(head);
  expect(after.prunedSeq()).toBe(6);
  expect(after.hashAt(6)).toBe(anchor);
  expect(after.hashAt(5)).toBeUndefined();
  expect([...after.all()].map(({ seq }) => seq)).toEqual([7, 8, 9, 10]);
  expect(after.read(6, 100, 1e6)).toHaveLength(4);
  after.prune(8);
  expect([...after.all()].map(({ seq }) => seq)).toEqual([9, 10]);
});
