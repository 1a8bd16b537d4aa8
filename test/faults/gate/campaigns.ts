import { CHAOS } from '../chaos/chaos.ts';
import { hubPowerCuts } from '../power-cuts/hub-power-cuts-campaign.ts';
import { kioskPowerCuts } from '../power-cuts/kiosk-power-cuts-campaign.ts';
import { simulator } from '../sim/simulator-campaign.ts';
import type { Entry } from './entry.ts';

/** Everything the gate plays, in this order: what finds most in the least time first. */
export const CAMPAIGNS: readonly Entry[] = [
  { campaign: simulator, runs: 'alone' },
  { campaign: kioskPowerCuts, runs: 'one-at-a-time' },
  { campaign: hubPowerCuts, runs: 'one-at-a-time' },
  { campaign: CHAOS, runs: 'alone' },
];
