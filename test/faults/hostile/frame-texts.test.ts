import { expect, test } from 'vitest';
import { frameTextsCampaign } from './frame-texts-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('a spoiled message is read as what it says or not at all', async () => {
  expect((await playedFresh(frameTextsCampaign)).failures).toEqual([]);
});
