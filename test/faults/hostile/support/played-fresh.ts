import { testSeed } from '../../../support/seed.ts';
import type { Campaign, Played } from '../../campaign.ts';

/** Other cases than at the gate, which plays from 0; MUSTER_SEED plays some again. What fails says the number of its case. */
export async function playedFresh(campaign: Campaign): Promise<Played> {
  return await campaign.run(testSeed(), campaign.perTest);
}
