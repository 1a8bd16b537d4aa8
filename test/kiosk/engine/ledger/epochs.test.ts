import { describe, expect, it } from 'vitest';
import { GENESIS } from '#domain/ledger/chain.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn } from './a-ledger.ts';
import { recordTouches, unwrap } from './ledger-facts.ts';

const envelopesOf = (texts: readonly string[]) => texts.map((text) => unwrap(decodeEvent(text)).envelope);

describe('a ledger that has to go on in a new epoch', () => {
  it('begins again at 1 and says what it follows', () => {
    const ledger = ledgerIn();
    recordTouches(ledger, 3);
    const previous = { epoch: ledger.epoch(), ...ledger.head() };
    ledger.recordAck({ ...ledger.head(), archivedSeq: 4 });
    const { epoch, carriedOver } = ledger.startNewEpoch('rolled-back');
    expect(epoch).not.toBe(previous.epoch);
    expect(ledger.epoch()).toBe(epoch);
    expect(carriedOver).toBe(4);
    expect(ledger.head().seq).toBe(5);
    expect(envelopesOf(ledger.read(0, 1, 1e6))[0]?.body).toEqual({ reason: 'rolled-back', previous });
    expect(ledger.acked()).toEqual({ seq: 0, hash: GENESIS, archivedSeq: 0 });
  });

  it('takes along everything still here under its old id and with its old place, whatever the hub once said it has', () => {
    const ledger = ledgerIn();
    recordTouches(ledger, 5);
    ledger.recordAck({ ...ledger.head(), archivedSeq: 6 });
    ledger.prune(2);
    const here = envelopesOf(ledger.read(2, 100, 1e6));
    expect(ledger.startNewEpoch('forked').carriedOver).toBe(4);
    const [, ...carried] = envelopesOf(ledger.read(0, 100, 1e6));
    expect(carried.map(({ id, type, v, clock, body }) => ({ id, type, v, clock, body }))).toEqual(
      here.map(({ id, type, v, clock, body }) => ({ id, type, v, clock, body })),
    );
    expect(carried.map(({ carriedFrom }) => carriedFrom)).toEqual(
      here.map(({ epoch, seq }) => ({ epoch, seq })),
    );
    expect(carried.map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
  });

  it('keeps the place where an event first stood through any number of epochs', () => {
    const ledger = ledgerIn();
    recordTouches(ledger, 1);
    const [, touched] = envelopesOf(ledger.read(0, 100, 1e6));
    ledger.startNewEpoch('forked');
    ledger.startNewEpoch('forked');
    const last = envelopesOf(ledger.read(0, 100, 1e6)).at(-1);
    expect(last?.id).toBe(touched?.id);
    expect(last?.carriedFrom).toEqual({ epoch: touched?.epoch, seq: touched?.seq });
  });

  it('keeps the events of every epoch in one file, and all chains hold at the next start', () => {
    const folder = temporaryFolder();
    const before = ledgerIn(folder);
    recordTouches(before, 2);
    before.startNewEpoch('rolled-back');
    recordTouches(before, 2);
    before.startNewEpoch('forked');
    const all = [...before.all()];
    const { epoch, head } = { epoch: before.epoch(), head: before.head() };
    before.close();

    const after = ledgerIn(folder);
    expect([...after.all()]).toEqual(all);
    expect(after.epoch()).toBe(epoch);
    expect(after.head()).toEqual(head);
    const epochs = all.map((stored) => stored.epoch);
    expect(new Set(epochs).size).toBe(3);
    // 1 + 2, then 1 + 3 carried + 2, then 1 + 6 carried.
    expect(all).toHaveLength(3 + 6 + 7);
  });

  it('sends only the events of its present epoch', () => {
    const ledger = ledgerIn();
    recordTouches(ledger, 4);
    ledger.recordAck({ ...ledger.head(), archivedSeq: 5 });
    ledger.startNewEpoch('rolled-back');
    recordTouches(ledger, 1);
    const epochs = envelopesOf(ledger.read(0, 100, 1e6)).map(({ epoch }) => epoch);
    expect(epochs).toEqual(Array(1 + 5 + 1).fill(ledger.epoch()));
  });
});
