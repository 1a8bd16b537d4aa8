import { expect, test } from 'vitest';
import { eventsAtHubCampaign } from './events-at-hub-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('what a stolen key signs is kept, and everybody who reads what follows from it is answered', async () => {
  expect((await playedFresh(eventsAtHubCampaign)).failures).toEqual([]);
});
