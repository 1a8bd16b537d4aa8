import type { BenchResult } from './figure.ts';
import { benchIngest } from './ingest.ts';

export function ingestResult(): Promise<BenchResult> {
  const { events, batch, signedPerSecond, unsignedPerSecond, repeatedPerSecond, plainPerSecond, ratio } =
    benchIngest();
  const unit = 'events/s';
  return Promise.resolve({
    name: 'ingest',
    title: 'The hub takes in kiosks’ events',
    how: `${events.toLocaleString('en')} events of 20 kiosks in batches of ${batch}, each one durable transaction: chain checked, events read and indexed, the head's signature verified. Look-up tables and registers, which follow, are not in it.`,
    figures: [
      { what: 'taken in', value: signedPerSecond, unit, target: { is: '≥', value: 60_000 } },
      { what: 'without verifying signatures', value: unsignedPerSecond, unit },
      { what: 'sent a second time', value: repeatedPerSecond, unit },
      { what: 'the same rows into the same table, nothing else', value: plainPerSecond, unit },
      { what: 'taken in by plain', value: ratio, unit: '' },
    ],
  });
}
