import { onTestFinished } from 'vitest';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import type { Healed } from '../../../../src/kiosk/engine/ledger/healing/heal-ledger.ts';
import type { Ledger } from '../../../../src/kiosk/engine/ledger/ledger.ts';
import { type OpenLedgerOptions, openLedger } from '../../../../src/kiosk/engine/ledger/open-ledger.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { KIOSK, MIGRATIONS, unwrap } from './ledger-facts.ts';

export function ledgerOptions(folder: string, more: Partial<OpenLedgerOptions> = {}): OpenLedgerOptions {
  return {
    folder,
    migrations: MIGRATIONS,
    kiosk: KIOSK,
    clock: new Clock(),
    newId: newEventId,
    newEpoch,
    ...more,
  };
}

/** Heals what is damaged, and tells nobody. */
export const HEALING: NonNullable<OpenLedgerOptions['healing']> = {
  now: () => new Date(),
  onHealed: () => undefined,
};

/** Opens a ledger that may be damaged; `healed` is what was told of it. */
export function healedLedgerIn(folder: string, more: Partial<OpenLedgerOptions> = {}) {
  const told: Healed[] = [];
  const healing = { now: () => new Date(), onHealed: (healed: Healed) => void told.push(healed) };
  const ledger = ledgerIn(folder, { healing, ...more });
  return { ledger, healed: told };
}

/** A ledger in its file, closed after the test. */
export function ledgerIn(folder = temporaryFolder(), more: Partial<OpenLedgerOptions> = {}): Ledger {
  const ledger = unwrap(openLedger(ledgerOptions(folder, more)));
  onTestFinished(() => ledger.close());
  return ledger;
}

/** The error that opening comes to; fails when the ledger opens. */
export function refusalIn(folder: string, more: Partial<OpenLedgerOptions> = {}) {
  const opened = openLedger(ledgerOptions(folder, more));
  if (!opened.ok) return opened.error;
  opened.value.close();
  throw new Error('the ledger was opened');
}
