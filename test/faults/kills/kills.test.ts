import { expect, test } from 'vitest';
import { hubKills } from './hub-kills-campaign.ts';
import { kioskKills } from './kiosk-kills-campaign.ts';

/** Forty starts of a program each, on a machine that is busy. */
const TIMEOUT_MS = 400_000;

// A kiosk at a door is switched off at the wall again and again, whatever it is doing. Each time, everything it had promised before is still
// there: the touches it showed green for, the acknowledgements, the hub's events; no opening number is given out twice, and the chain of
// every epoch holds.
test('a kiosk killed at any moment loses nothing it has promised', { timeout: TIMEOUT_MS }, async () => {
  const { failures, totals } = await kioskKills.run(0, kioskKills.perTest);
  expect(failures).toEqual([]);
  expect(totals['promised events']).toBeGreaterThan(kioskKills.perTest);
});

// The hub is killed while three kiosks deliver, also while it starts. Each time, everything that a kiosk had heard acknowledged is on the
// hub's disk, in its order; and after the last start the kiosks deliver the rest.
test('a hub killed at any moment has everything it has acknowledged', { timeout: TIMEOUT_MS }, async () => {
  const { failures, totals } = await hubKills.run(0, hubKills.perTest);
  expect(failures).toEqual([]);
  expect(totals['acknowledged events']).toBeGreaterThan(hubKills.perTest);
});
