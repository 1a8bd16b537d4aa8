import { hubBitRot } from '../bit-rot/hub-bit-rot-campaign.ts';
import { BAD_LINES, CHAOS } from '../chaos/chaos.ts';
import { eventTextsCampaign } from '../hostile/event-texts-campaign.ts';
import { frameTextsCampaign } from '../hostile/frame-texts-campaign.ts';
import { framesDownCampaign } from '../hostile/frames-down-campaign.ts';
import { framesUpCampaign } from '../hostile/frames-up-campaign.ts';
import { hubPowerCuts } from '../power-cuts/hub-power-cuts-campaign.ts';
import { kioskPowerCuts } from '../power-cuts/kiosk-power-cuts-campaign.ts';
import { simulator } from '../sim/simulator-campaign.ts';
import type { Entry } from './entry.ts';

/** Everything the gate plays. */
export const CAMPAIGNS: readonly Entry[] = [
  { campaign: simulator, runs: 'alone' },
  { campaign: kioskPowerCuts, runs: 'with-others' },
  { campaign: hubPowerCuts, runs: 'with-others' },
  { campaign: CHAOS, runs: 'alone' },
  { campaign: BAD_LINES, runs: 'alone' },
  { campaign: hubBitRot, runs: 'with-others' },
  { campaign: framesUpCampaign, runs: 'with-others' },
  { campaign: framesDownCampaign, runs: 'with-others' },
  { campaign: frameTextsCampaign, runs: 'with-others' },
  { campaign: eventTextsCampaign, runs: 'with-others' },
];
