import { expect, test } from 'vitest';
import { csvCampaign, importsCampaign } from './csv-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('a spoiled file is read cleanly or refused in words', async () => {
  expect((await playedFresh(csvCampaign)).failures).toEqual([]);
});

test('an import with a spoiled file is taken as a whole or changes nothing', async () => {
  expect((await playedFresh(importsCampaign)).failures).toEqual([]);
});
