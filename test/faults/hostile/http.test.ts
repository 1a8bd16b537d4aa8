import { expect, test } from 'vitest';
import { httpCampaign } from './http-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('no request makes the hub stumble, and one that is refused changes nothing and is told why', async () => {
  expect((await playedFresh(httpCampaign)).failures).toEqual([]);
});
