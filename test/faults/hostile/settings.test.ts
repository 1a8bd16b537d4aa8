import { expect, test } from 'vitest';
import { settingsCampaign } from './settings-campaign.ts';
import { playedFresh } from './support/played-fresh.ts';

test('spoiled settings and key files are refused in words, and noise from a reader is thrown away', async () => {
  expect((await playedFresh(settingsCampaign)).failures).toEqual([]);
});
