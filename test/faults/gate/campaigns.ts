import { hubBitRot } from '../bit-rot/hub-bit-rot-campaign.ts';
import { BAD_LINES, CHAOS } from '../chaos/chaos.ts';
import { eventTextsCampaign } from '../hostile/event-texts-campaign.ts';
import { frameTextsCampaign } from '../hostile/frame-texts-campaign.ts';
import { framesDownCampaign } from '../hostile/frames-down-campaign.ts';
import { framesUpCampaign } from '../hostile/frames-up-campaign.ts';
import { hubKills } from '../kills/hub-kills-campaign.ts';
import { kioskKills } from '../kills/kiosk-kills-campaign.ts';
import { hubPowerCuts } from '../power-cuts/hub-power-cuts-campaign.ts';
import { kioskPowerCuts } from '../power-cuts/kiosk-power-cuts-campaign.ts';
import { simulator } from '../sim/simulator-campaign.ts';
import type { Entry } from './entry.ts';

const HEALED = { 'healed after the last fault, ms': 10_000 };

/** Everything the gate plays. */
export const CAMPAIGNS: readonly Entry[] = [
  { campaign: simulator, runs: 'alone', goals: { 'longest settling, ms': 180_000 } },
  { campaign: kioskPowerCuts, runs: 'with-others' },
  { campaign: hubPowerCuts, runs: 'with-others' },
  { campaign: kioskKills, runs: 'with-others' },
  { campaign: hubKills, runs: 'alone' },
  { campaign: CHAOS, runs: 'alone', goals: HEALED },
  { campaign: BAD_LINES, runs: 'alone', goals: HEALED },
  { campaign: hubBitRot, runs: 'with-others' },
  { campaign: framesUpCampaign, runs: 'with-others' },
  { campaign: framesDownCampaign, runs: 'with-others' },
  { campaign: frameTextsCampaign, runs: 'with-others' },
  { campaign: eventTextsCampaign, runs: 'with-others' },
];
