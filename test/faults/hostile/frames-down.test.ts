import { expect, test } from 'vitest';
import { framesDownCampaign } from './frames-down-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('whatever is done to what the hub says, the kiosk keeps every touch and delivers it once the line is its own again', async () => {
  expect((await playedFresh(framesDownCampaign)).failures).toEqual([]);
});
