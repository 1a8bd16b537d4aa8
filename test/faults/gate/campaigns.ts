import { hubBitRot } from '../bit-rot/hub-bit-rot-campaign.ts';
import { kioskBitRot } from '../bit-rot/kiosk-bit-rot-campaign.ts';
import { BAD_LINES, CHAOS } from '../chaos/chaos.ts';
import { BAD_LINE_P99_MS, clock, LAN_P99_MS } from '../clock/clock-campaign.ts';
import { csvCampaign, importsCampaign } from '../hostile/csv-campaign.ts';
import { eventTextsCampaign } from '../hostile/event-texts-campaign.ts';
import { eventsAtHubCampaign } from '../hostile/events-at-hub-campaign.ts';
import { frameTextsCampaign } from '../hostile/frame-texts-campaign.ts';
import { framesDownCampaign } from '../hostile/frames-down-campaign.ts';
import { framesUpCampaign } from '../hostile/frames-up-campaign.ts';
import { httpCampaign } from '../hostile/http-campaign.ts';
import { screenCampaign } from '../hostile/screen-campaign.ts';
import { settingsCampaign } from '../hostile/settings-campaign.ts';
import { socketsCampaign } from '../hostile/sockets-campaign.ts';
import { tokensCampaign } from '../hostile/tokens-campaign.ts';
import { hubKills } from '../kills/hub-kills-campaign.ts';
import { kioskKills } from '../kills/kiosk-kills-campaign.ts';
import { hubPowerCuts } from '../power-cuts/hub-power-cuts-campaign.ts';
import { kioskPowerCuts } from '../power-cuts/kiosk-power-cuts-campaign.ts';
import { simulator } from '../sim/simulator-campaign.ts';
import type { Entry } from './entry.ts';

const IN_TIME = {
  'error p99 on a LAN, ms': LAN_P99_MS,
  'error p99 on a bad line, ms': BAD_LINE_P99_MS,
};

const SETTLED = { 'longest settling, ms': 180_000, 'settling p99, ms': 30_000 };

const HEALED = { 'healed after the last fault, ms': 10_000 };

/**
 * Everything the gate plays. Of hostile input ten times what every test run plays, of the rest what the promises ask for; several
 * campuses of real programs at once, since most of their time is waiting, and a machine with too much to do is one more fault.
 */
export const CAMPAIGNS: readonly Entry[] = [
  { campaign: simulator, runs: 'alone', goals: SETTLED },
  { campaign: clock, runs: 'with-others', goals: IN_TIME },
  { campaign: kioskPowerCuts, runs: 'with-others' },
  { campaign: hubPowerCuts, runs: 'with-others' },
  { campaign: kioskKills, runs: 'with-others' },
  { campaign: hubKills, runs: 'with-others' },
  { campaign: CHAOS, runs: 'with-others', goals: HEALED },
  { campaign: BAD_LINES, runs: 'with-others', goals: HEALED },
  { campaign: kioskBitRot, runs: 'with-others' },
  { campaign: hubBitRot, runs: 'with-others' },
  { campaign: framesUpCampaign, runs: 'with-others' },
  { campaign: framesDownCampaign, runs: 'with-others' },
  { campaign: frameTextsCampaign, runs: 'with-others' },
  { campaign: eventTextsCampaign, runs: 'with-others' },
  { campaign: eventsAtHubCampaign, runs: 'with-others' },
  { campaign: tokensCampaign, runs: 'with-others' },
  { campaign: httpCampaign, runs: 'with-others' },
  { campaign: socketsCampaign, runs: 'with-others' },
  { campaign: screenCampaign, runs: 'with-others' },
  { campaign: settingsCampaign, runs: 'with-others' },
  { campaign: csvCampaign, runs: 'with-others' },
  { campaign: importsCampaign, runs: 'with-others' },
];
