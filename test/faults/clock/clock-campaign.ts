import type { Campaign } from '../campaign.ts';
import { Random } from '../sim/random.ts';
import { type ClockLife, liveByTheClock } from './clock-life.ts';
import { badMobile, lan } from './line.ts';

/** Corrected times of 99 in 100 touches are this close to the truth. */
export const LAN_P99_MS = 50;
export const BAD_LINE_P99_MS = 250;

const MINUTES = 10;

/** Corrected times on a good and on a bad line, while wall clocks are set and machines are started anew. */
export const clock: Campaign = {
  name: 'clock',
  title: 'Corrected times while clocks are set, machines started anew and lines lost',
  unit: 'kiosk lives of ten minutes',
  perTest: 1_000,
  atGate: 100_000,
  chunk: 5_000,
  run(from, count) {
    const lives = Array.from({ length: count }, (_, index) => playedOn(from + index));
    const onLan = lives.filter(({ isLan }) => isLan);
    const onBad = lives.filter(({ isLan }) => !isLan);
    const lanP99 = p99Of(onLan);
    const badP99 = p99Of(onBad);
    const failures = lives.flatMap(whatIsWrong);
    if (lanP99 > LAN_P99_MS) failures.push(`p99 on a LAN is ${lanP99} ms (${replay(from, count)})`);
    if (badP99 > BAD_LINE_P99_MS) failures.push(`p99 on a bad line is ${badP99} ms (${replay(from, count)})`);
    const sum = (pick: (life: ClockLife) => number): number =>
      lives.reduce((total, { life }) => total + pick(life), 0);
    return Promise.resolve({
      failures,
      totals: {
        touches: sum(({ errors, unknown }) => errors.length + unknown),
        'touches of unknown time': sum(({ unknown }) => unknown),
        'clock steps': sum(({ steps }) => steps),
        reboots: sum(({ reboots }) => reboots),
      },
      worst: {
        'error p99 on a LAN, ms': lanP99,
        'error p99 on a bad line, ms': badP99,
        'largest error, ms': Math.max(0, ...lives.map(({ life }) => largestError(life))),
      },
    });
  },
};

function replay(from: number, count = 1): string {
  return `npm run gate -- --only=clock --from=${from} --count=${count}`;
}

type PlayedLife = { readonly seed: number; readonly isLan: boolean; readonly life: ClockLife };

function playedOn(seed: number): PlayedLife {
  const random = new Random(seed);
  const isLan = seed % 2 === 0;
  return { seed, isLan, life: liveByTheClock(random, isLan ? lan() : badMobile(random), MINUTES) };
}

function whatIsWrong({ seed, life }: PlayedLife): string[] {
  const wrong: string[] = [];
  const untrue = life.errors.find(({ errorMs, uncertaintyMs }) => errorMs > uncertaintyMs);
  if (untrue !== undefined)
    wrong.push(`${untrue.errorMs} ms from the truth, said ±${untrue.uncertaintyMs}: ${replay(seed)}`);
  if (life.noticed !== life.steps)
    wrong.push(`${life.steps} steps of the wall clock, ${life.noticed} noticed: ${replay(seed)}`);
  return wrong;
}

function largestError({ errors }: ClockLife): number {
  return errors.reduce((largest, { errorMs }) => Math.max(largest, errorMs), 0);
}

function p99Of(lives: readonly PlayedLife[]): number {
  const errors = lives.flatMap(({ life }) => life.errors.map(({ errorMs }) => errorMs)).sort((a, b) => a - b);
  return Math.round(errors[Math.floor(errors.length * 0.99)] ?? 0);
}
