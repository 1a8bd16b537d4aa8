import { expect, test } from 'vitest';
import { screenCampaign } from './screen-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('whatever a screen says, the kiosk goes on with the class and answers in words', async () => {
  expect((await playedFresh(screenCampaign)).failures).toEqual([]);
});
