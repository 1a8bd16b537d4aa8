import { expect, test } from 'vitest';
import { socketsCampaign } from './sockets-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('whatever comes over real connections, the hub neither stumbles nor stores it, and takes the next kiosk in', async () => {
  expect((await playedFresh(socketsCampaign)).failures).toEqual([]);
});
