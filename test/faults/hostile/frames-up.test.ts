import { expect, test } from 'vitest';
import { framesUpCampaign } from './frames-up-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('whatever is said to the hub, only what a kiosk signed is stored, and it goes on serving', async () => {
  expect((await playedFresh(framesUpCampaign)).failures).toEqual([]);
});
