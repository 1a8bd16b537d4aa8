import type { Campaign, Played } from '../campaign.ts';
import { type ChaosPlayed, playChaos } from './play-chaos.ts';
import { FAULTS_OF_LINES } from './schedule.ts';

const KIOSKS = 6;

/** Six kiosks, a hub and the lines between them, as processes of their own, for as many seconds as there are cases: the first is the seed. */
export const CHAOS: Campaign = {
  name: 'chaos',
  title: 'Chaos: six kiosks and a hub as real programs, killed, paused, cut off and slowed down',
  unit: 'seconds',
  perTest: 30,
  atGate: 7_200,
  chunk: 60,
  async run(from, count) {
    const played = await playChaos(from, count, { kiosks: KIOSKS });
    const { after } = played.memoryMb;
    const memory = { "hub's memory, MB": after.hub, "largest kiosk's memory, MB": after.kiosk };
    return playedOf({ name: 'chaos', seed: from, seconds: count }, played, memory);
  },
};

/** The same with bad lines only: no program ends, so one that leaks shows it. Nothing for the test command, which has the chaos. */
export const BAD_LINES: Campaign = {
  name: 'bad-lines',
  title: 'Bad lines: six kiosks and a hub as real programs that live on, cut off and slowed down',
  unit: 'seconds',
  perTest: 0,
  atGate: 1_800,
  chunk: 180,
  async run(from, count) {
    const played = await playChaos(from, count, { kiosks: KIOSKS, shares: FAULTS_OF_LINES });
    const { before, after } = played.memoryMb;
    return playedOf({ name: 'bad-lines', seed: from, seconds: count }, played, {
      "hub's memory before, MB": before.hub,
      "hub's memory after, MB": after.hub,
      "largest kiosk's memory before, MB": before.kiosk,
      "largest kiosk's memory after, MB": after.kiosk,
    });
  },
};

export type ChaosRun = { readonly name: string; readonly seed: number; readonly seconds: number };

/** The campaign's figures of one run. */
export function playedOf(
  run: ChaosRun,
  played: ChaosPlayed,
  memory: Readonly<{ [what: string]: number }>,
): Played {
  const { problems, counts, healedMs } = played;
  return {
    failures: problems.length === 0 ? [] : [failureText(run, played)],
    totals: { seconds: run.seconds, ...counts },
    worst: {
      ...(healedMs === undefined ? {} : { 'healed after the last fault, ms': healedMs }),
      ...memory,
    },
  };
}

function failureText({ name, seed, seconds }: ChaosRun, { problems, timeLine }: ChaosPlayed): string {
  const again = `npm run gate -- --only=${name} --from=${seed} --count=${seconds}`;
  return [...problems, `played again by: ${again}`, 'what happened:', ...timeLine].join('\n');
}
