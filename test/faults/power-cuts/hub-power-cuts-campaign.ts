import { join } from 'node:path';
import type { Campaign } from '../campaign.ts';
import { checkHub } from './check-hub.ts';
import { CUTS_PER_TRACE, explore, type Subject } from './explore.ts';
import { recordWriter } from './record-writer.ts';

/** The shipped store in a process of its own. `synchronous`: instead of FULL, to see that what it loses is found. */
export function hubWriter(synchronous?: 'NORMAL' | 'OFF'): Subject {
  const script = join(import.meta.dirname, 'hub-writer.ts');
  const weaker = synchronous === undefined ? [] : [synchronous];
  return { record: (seed) => recordWriter(script, [String(seed), ...weaker], ['hub']), check: checkHub };
}

export const hubPowerCuts: Campaign = {
  name: 'hub-power-cuts',
  title: 'Power cuts of the hub’s store',
  unit: 'disk states',
  perTest: 8 * CUTS_PER_TRACE,
  atGate: 10_000,
  chunk: 8 * CUTS_PER_TRACE,
  run: (from, count) => Promise.resolve(explore(hubWriter(), from, count, replayOf)),
};

function replayOf(number: number): string {
  return `npm run gate -- --only=hub-power-cuts --from=${number} --count=1`;
}
