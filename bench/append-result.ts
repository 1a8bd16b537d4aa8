import { benchAppend } from './append.ts';
import type { BenchResult } from './figure.ts';

export async function appendResult(): Promise<BenchResult> {
  const { events, ledgerPerSecond, plainPerSecond, ratio, ledgerP50Ms, ledgerP99Ms, plainP50Ms, plainP99Ms } =
    await benchAppend();
  return {
    name: 'append',
    title: 'One durable event',
    how: `The ledger (schema, canonical JSON, hash chain) beside the same bytes in the same rows of a plain SQLite table, each event a transaction of its own with synchronous=FULL; ${events.toLocaleString('en')} each, in turns of 40. The ratio is the median of the turns.`,
    figures: [
      { what: 'ledger by plain SQLite', value: ratio, unit: '', target: { is: '≥', value: 0.8 } },
      { what: 'ledger', value: ledgerPerSecond, unit: 'events/s' },
      { what: 'plain', value: plainPerSecond, unit: 'events/s' },
      { what: 'ledger, p50', value: ledgerP50Ms, unit: 'ms' },
      { what: 'plain, p50', value: plainP50Ms, unit: 'ms' },
      { what: 'ledger, p99', value: ledgerP99Ms, unit: 'ms' },
      { what: 'plain, p99', value: plainP99Ms, unit: 'ms' },
    ],
  };
}
