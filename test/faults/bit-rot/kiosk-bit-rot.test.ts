import { expect, it } from 'vitest';
import { kioskBitRot } from './kiosk-bit-rot-campaign.ts';

it('rot in a kiosk’s ledger is found, and the kiosk goes on with everything that was not hit', async () => {
  const { failures, totals } = await kioskBitRot.run(1, kioskBitRot.perTest);
  expect(failures).toEqual([]);
  expect(totals['flips that changed rows or the schema']).toBeGreaterThan(50);
});
