import { join } from 'node:path';
import type { Campaign } from '../campaign.ts';
import { checkKiosk } from './check-kiosk.ts';
import { CUTS_PER_TRACE, explore, type Subject } from './explore.ts';
import { recordWriter } from './record-writer.ts';

/** The shipped ledger in a process of its own. `synchronous`: instead of FULL, to see that what it loses is found. */
export function kioskWriter(synchronous?: 'NORMAL' | 'OFF'): Subject {
  const script = join(import.meta.dirname, 'kiosk-writer.ts');
  const weaker = synchronous === undefined ? [] : [synchronous];
  return { record: (seed) => recordWriter(script, [String(seed), ...weaker]), check: checkKiosk };
}

export const kioskPowerCuts: Campaign = {
  name: 'kiosk-power-cuts',
  title: 'Power cuts of the kiosk’s ledger',
  unit: 'disk states',
  perTest: 8 * CUTS_PER_TRACE,
  atGate: 10_000,
  chunk: 8 * CUTS_PER_TRACE,
  run: (from, count) => Promise.resolve(explore(kioskWriter(), from, count, replayOf)),
};

function replayOf(number: number): string {
  return `npm run gate -- --only=kiosk-power-cuts --from=${number} --count=1`;
}
