import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { HEALING, ledgerIn } from './a-ledger.ts';
import { unwrap } from './ledger-facts.ts';

test('opening numbers count up from 1 and go on after a restart', () => {
  const folder = temporaryFolder();
  const before = ledgerIn(folder);
  expect([1, 2, 3].map(() => unwrap(before.nextOpeningNumber()))).toEqual([1, 2, 3]);
  before.close();
  expect(unwrap(ledgerIn(folder).nextOpeningNumber())).toBe(4);
});

test('they go on above what the hub has seen, and never down', () => {
  const ledger = ledgerIn();
  ledger.noteHighestOpening(40);
  expect(unwrap(ledger.nextOpeningNumber())).toBe(41);
  ledger.noteHighestOpening(7);
  expect(unwrap(ledger.nextOpeningNumber())).toBe(42);
});

test('a new epoch whose hub did not say what it saw jumps clear of it', () => {
  const ledger = ledgerIn();
  expect(unwrap(ledger.nextOpeningNumber())).toBe(1);
  ledger.startNewEpoch('damaged');
  expect(unwrap(ledger.nextOpeningNumber())).toBe(2 + 2 ** 16);
});

test('a new epoch whose hub did say goes on right above', () => {
  const ledger = ledgerIn();
  ledger.noteHighestOpening(300);
  ledger.startNewEpoch('rolled-back');
  expect(unwrap(ledger.nextOpeningNumber())).toBe(301);
});

test('a number is not given twice when the ledger, or the file beside it, is lost', () => {
  const folder = temporaryFolder();
  const first = ledgerIn(folder);
  for (let n = 0; n < 5; n++) first.nextOpeningNumber();
  first.close();

  rmSync(join(folder, 'ledger.db'));
  const second = ledgerIn(folder, { healing: HEALING });
  expect(unwrap(second.nextOpeningNumber())).toBe(6);
  second.close();

  rmSync(join(folder, 'openings.json'));
  const third = ledgerIn(folder);
  expect(unwrap(third.nextOpeningNumber())).toBe(7);
  third.close();

  writeFileSync(join(folder, 'openings.json'), '{"next":');
  expect(unwrap(ledgerIn(folder).nextOpeningNumber())).toBe(8);
});

test('when all 24 bits are used up the kiosk says so and does not begin again', () => {
  const ledger = ledgerIn();
  ledger.noteHighestOpening(0xffffff - 1);
  expect(unwrap(ledger.nextOpeningNumber())).toBe(0xffffff);
  expect(() => ledger.nextOpeningNumber()).toThrow();
});
