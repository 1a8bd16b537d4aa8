import { expect, test } from 'vitest';
import { eventTextsCampaign } from './event-texts-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('a spoiled event is set aside, and a good one has one meaning only', async () => {
  expect((await playedFresh(eventTextsCampaign)).failures).toEqual([]);
});
