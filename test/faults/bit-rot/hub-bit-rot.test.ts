import { expect, it } from 'vitest';
import { hubBitRot } from './hub-bit-rot-campaign.ts';

it('rot in the hub’s database that changes an event is found', async () => {
  const { failures, totals } = await hubBitRot.run(1, hubBitRot.perTest);
  expect(failures).toEqual([]);
  expect(totals['flips that changed an event']).toBeGreaterThan(20);
});
