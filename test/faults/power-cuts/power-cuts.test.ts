import process from 'node:process';
import { describe, expect, type TestContext, test } from 'vitest';
import { CUTS_PER_TRACE, explore } from './explore.ts';
import { hubPowerCuts, hubWriter } from './hub-power-cuts-campaign.ts';
import { kioskPowerCuts, kioskWriter } from './kiosk-power-cuts-campaign.ts';
import { cannotTrace } from './record-writer.ts';

/** Half a minute on a quiet machine for the larger one. */
const TIMEOUT_MS = 300_000;

function needsTracing(context: TestContext): void {
  const why = cannotTrace();
  if (why === undefined) return;
  process.stderr.write(`skipped: ${why}\n`);
  context.skip(why);
}

// The power goes at any moment of a kiosk's or a hub's life. Of what was not flushed by then, nothing is on the disk, or everything, or any
// part of it, torn sectors and all. Whatever is left opens, its chains hold, and everything that was promised is in it.
describe.each([kioskPowerCuts, hubPowerCuts])('$title', (campaign) => {
  test(`lose nothing that was promised, in ${campaign.perTest} disk states`, {
    timeout: TIMEOUT_MS,
  }, async (context) => {
    needsTracing(context);
    const { failures, totals } = await campaign.run(0, campaign.perTest);
    expect(failures).toEqual([]);
    expect(totals['states']).toBe(campaign.perTest);
    expect(totals['promises checked']).toBeGreaterThan(campaign.perTest);
  });
});

// With these settings SQLite does lose what it had committed: an explorer that doesn't see it would see nothing else either.
describe.each([
  { store: 'kiosk', weaker: kioskWriter },
  { store: 'hub', weaker: hubWriter },
])('on the $store', ({ weaker }) => {
  test('what synchronous=NORMAL would lose is found', { timeout: TIMEOUT_MS }, (context) => {
    needsTracing(context);
    const { failures } = explore(weaker('NORMAL'), 0, CUTS_PER_TRACE);
    expect(failures.length).toBeGreaterThan(CUTS_PER_TRACE / 10);
    expect(failures.filter((failure) => failure.includes('kept:'))).toEqual([]);
  });

  test('so is what a disk loses that only pretends to flush', { timeout: TIMEOUT_MS }, (context) => {
    needsTracing(context);
    const subject = weaker();
    const record = (seed: number) => subject.record(seed).filter(({ kind }) => kind !== 'sync');
    const { failures } = explore({ ...subject, record }, 0, CUTS_PER_TRACE);
    expect(failures.length).toBeGreaterThan(CUTS_PER_TRACE / 4);
  });
});
