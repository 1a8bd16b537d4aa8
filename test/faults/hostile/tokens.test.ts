import { expect, test } from 'vitest';
import { playedFresh } from './support/played-fresh.ts';
import { tokensCampaign } from './tokens-campaign.ts';

test('nothing that proves something can be spoiled and still prove it', async () => {
  expect((await playedFresh(tokensCampaign)).failures).toEqual([]);
});
