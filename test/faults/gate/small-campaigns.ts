import { setTimeout as sleep } from 'node:timers/promises';
import { type Campaign, NOTHING_PLAYED } from '../campaign.ts';
import type { Entry } from './entry.ts';

// Campaigns that take moments, for the tests of the gate itself.

export const STEADY_CASES = 40;

const shape = { title: 'Small', unit: 'cases', perTest: 1 } as const;

const steady: Campaign = {
  ...{ ...shape, name: 'steady', atGate: STEADY_CASES, chunk: 4 },
  async run(_from, count) {
    await sleep(10);
    return { ...NOTHING_PLAYED, totals: { cases: count } };
  },
};

const faulty: Campaign = {
  ...{ ...shape, name: 'faulty', atGate: 20, chunk: 5 },
  run(from, count) {
    const fails = from <= 13 && 13 < from + count;
    const failure = 'case 13: npm run gate -- --only=faulty --from=13 --count=1';
    return Promise.resolve({ ...NOTHING_PLAYED, failures: fails ? [failure] : [] });
  },
};

const crashing: Campaign = {
  ...{ ...shape, name: 'crashing', atGate: 2, chunk: 2 },
  run() {
    process.kill(process.pid, 'SIGKILL');
    return Promise.resolve(NOTHING_PLAYED);
  },
};

export const CAMPAIGNS: readonly Entry[] = [
  { campaign: steady, runs: 'with-others' },
  { campaign: faulty, runs: 'one-at-a-time' },
  { campaign: crashing, runs: 'alone' },
];
