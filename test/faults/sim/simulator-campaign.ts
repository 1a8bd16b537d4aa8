import type { Campaign } from '../campaign.ts';
import { settledWithinMs } from './lives.ts';
import { playSeedsInWorkers } from './play-seeds-in-workers.ts';

/** The sync protocol's both ends under every fault in ever new mixtures, in virtual time. */
export const simulator: Campaign = {
  name: 'simulator',
  title: 'Simulated campuses under mixed faults',
  unit: 'seeds',
  perTest: 5_000,
  atGate: 1_000_000,
  chunk: 20_000,
  async run(from, count) {
    const lives = await playSeedsInWorkers({ from, count, sqlite: false });
    return {
      failures: lives.failures.map(({ seed, why }) => `${why}: npm run simulate -- --seed=${seed}`),
      totals: {
        frames: lives.frames,
        'duplicated frames': lives.duplicatedFrames,
        'reordered frames': lives.reorderedFrames,
        'overtaken frames': lives.overtakenFrames,
        faults: lives.faults,
        'virtual hours': lives.virtualMs / 3_600_000,
        events: lives.events,
        'registers compared': lives.registers,
      },
      worst: {
        'longest settling, ms': settledWithinMs(lives, 1),
        'settling p99, ms': settledWithinMs(lives, 0.99),
      },
    };
  },
};
