import { describe, expect, it } from 'vitest';
import type { Hash } from '#domain/ids.ts';
import { checkChain, GENESIS } from '#domain/ledger/chain.ts';
import { openTestAssembly, type TestAssembly } from './support/test-assembly.ts';
import { addTestCampus, type TestCampus } from './support/test-campus.ts';

function rowsOf({ parts }: TestAssembly, epoch: string) {
  const rows = parts.db.sqlite
    .prepare('select seq, text, hash from events where kiosk = 0 and epoch = ? order by seq')
    .all(epoch);
  return rows as { seq: number; text: string; hash: Hash }[];
}

function cancel({ parts }: TestAssembly, { friday }: TestCampus): void {
  parts.ledger.append('session-cancelled', { sessionId: friday.sessionId, by: null });
}

describe('the hub’s own ledger', () => {
  it('is one unbroken chain from its first event', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    for (let i = 0; i < 5; i += 1) cancel(test, campus);
    const { epoch, seq, hash } = test.parts.ledger.head();
    const rows = rowsOf(test, epoch);
    const checked = checkChain(
      epoch,
      { seq: 0, hash: GENESIS },
      rows.map(({ text }) => text),
    );
    expect(checked).toMatchObject({ ok: true, value: { seq, hash } });
    expect(rows).toHaveLength(6);
  });

  it('keeps an event and what belongs to it together: both or neither', () => {
    const test = openTestAssembly();
    const { friday } = addTestCampus(test.parts);
    const before = test.parts.ledger.head();
    const failing = () =>
      test.parts.ledger.append('session-cancelled', { sessionId: friday.sessionId, by: null }, () => {
        throw new Error('the note could not be written');
      });
    expect(failing).toThrow('the note could not be written');
    expect(test.parts.ledger.head()).toEqual(before);
    expect(test.parts.registers.register(friday.sessionId)?.standing.state).toBe('ARMED');
  });

  it('refuses a body that is not what its type says', () => {
    const test = openTestAssembly();
    expect(() =>
      test.parts.ledger.append('session-cancelled', { sessionId: 'nonsense', by: null } as never),
    ).toThrow();
  });

  it('goes on under another name after an older copy was put back, and far above its old opening numbers', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    cancel(test, campus);
    const before = test.parts.ledger.head();
    const number = test.parts.ledger.nextOpeningNumber();
    test.directory.noteRestored();
    const after = test.parts.ledger.head();
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.seq).toBe(1);
    expect(JSON.parse(rowsOf(test, after.epoch)[0]?.text ?? '')).toMatchObject({
      body: { reason: 'rolled-back', previous: before },
    });
    expect(test.parts.ledger.nextOpeningNumber()).toBeGreaterThan(number + 60_000);
  });

  it('draws another generation each time that happens', () => {
    const test = openTestAssembly();
    const first = test.directory.generation();
    test.directory.noteRestored();
    const second = test.directory.generation();
    test.directory.noteRestored();
    expect(new Set([first, second, test.directory.generation()]).size).toBe(3);
  });
});
