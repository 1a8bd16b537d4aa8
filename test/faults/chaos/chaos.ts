import type { Campaign, Played } from '../campaign.ts';
import { type ChaosPlayed, playChaos } from './play-chaos.ts';

const KIOSKS = 6;

/** Six kiosks, a hub and the lines between them, as processes of their own, for as many seconds as there are cases: the first is the seed. */
export const CHAOS: Campaign = {
  name: 'chaos',
  title: 'Chaos: six kiosks and a hub as real programs, killed, paused, cut off and slowed down',
  unit: 'seconds',
  perTest: 30,
  atGate: 7_200,
  chunk: 60,
  run: async (from, count) => playedOf(from, count, await playChaos(from, count, { kiosks: KIOSKS })),
};

/** The campaign's figures of one run. */
export function playedOf(seed: number, seconds: number, played: ChaosPlayed): Played {
  const { problems, timeLine, counts, healedMs, memoryMb } = played;
  return {
    failures: problems.length === 0 ? [] : [failureText(seed, seconds, problems, timeLine)],
    totals: { seconds, ...counts },
    worst: {
      ...(healedMs === undefined ? {} : { 'healed after the last fault, ms': healedMs }),
      "hub's memory, MB": memoryMb.hub,
      "largest kiosk's memory, MB": memoryMb.kiosk,
    },
  };
}

function failureText(
  seed: number,
  seconds: number,
  problems: readonly string[],
  timeLine: readonly string[],
): string {
  const again = `npm run gate -- --only=chaos --from=${seed} --count=${seconds}`;
  return [...problems, `played again by: ${again}`, 'what happened:', ...timeLine].join('\n');
}
