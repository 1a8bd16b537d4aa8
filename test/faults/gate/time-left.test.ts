import { expect, test } from 'vitest';
import { NOTHING_PLAYED } from '../campaign.ts';
import type { Standing } from './gate.ts';
import { withChunk } from './saved.ts';
import { timeLeft, wordsForTime } from './time-left.ts';

const campaign = {
  ...{ name: 'one', title: 'One', unit: 'cases', perTest: 1, atGate: 1_000, chunk: 100 },
  run: () => Promise.resolve(NOTHING_PLAYED),
};

function standing(done: number, ms: number, runs: Standing['runs']): Standing {
  const chunk = { piece: { from: 1, count: done }, played: NOTHING_PLAYED, ms };
  const setting = { commit: 'a', machine: 'here', now: () => new Date(0) };
  const saved = done === 0 ? undefined : withChunk(undefined, 'one', chunk, setting);
  return { campaign, runs, asked: 1_000, done, isRunning: false, saved };
}

test('before anything was played a chunk counts as a minute', () => {
  expect(timeLeft([standing(0, 0, 'alone')], 2)).toEqual({ ms: 10 * 60_000, part: 0 });
});

test('each campaign is judged by how fast it was so far, and shares the slots if it may', () => {
  expect(timeLeft([standing(250, 5_000, 'alone')], 2)).toEqual({ ms: 15_000, part: 0.25 });
  expect(timeLeft([standing(250, 5_000, 'with-others')], 2)).toEqual({ ms: 7_500, part: 0.25 });
  expect(timeLeft([standing(1_000, 5_000, 'alone')], 2)).toEqual({ ms: 0, part: 1 });
});

test('times are told as people say them', () => {
  expect([20_000, 170_000, 7_500_000].map(wordsForTime)).toEqual(['20 s', '3 min', '2 h 05 min']);
});
