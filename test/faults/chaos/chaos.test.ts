import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHAOS, playedOf } from './chaos.ts';
import { playChaos } from './play-chaos.ts';
import { EVERY_FAULT, scheduleOf } from './schedule.ts';

/** A run of 30 s takes 40 s on a quiet machine. */
const TIMEOUT_MS = 400_000;

/*
 * Six rooms on a bad day. In each the class is open, cards are held to the reader without end, phones scan the code and the
 * office corrects marks, while programs are killed and frozen, and the lines to the hub break, stall and crawl. Then peace: and
 * what people saw on the walls is at the hub, each touch once, byte for byte, and both sides say the same of everybody.
 */
test(`${CHAOS.perTest} s of chaos lose nothing, double nothing and invent nothing, and everything heals by itself`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const { failures, totals } = await CHAOS.run(1, CHAOS.perTest);
  expect(failures).toEqual([]);
  expect(totals['answers shown']).toBeGreaterThan(0);
  expect(totals['registers compared']).toBe(6);
});

const [SECONDS, KIOSKS] = [5, 3];
const SEEDS = Array.from({ length: 1_000 }, (_, index) => index + 1);

function deathsOfTheHub(seed: number): number {
  const schedule = scheduleOf({ seed, seconds: SECONDS, kiosks: KIOSKS, shares: EVERY_FAULT });
  return schedule.filter(({ fault }) => fault.kind === 'kill-hub').length;
}

test('a hub that acknowledges before it commits is found out', { timeout: TIMEOUT_MS }, async () => {
  const hubImports = [join(import.meta.dirname, 'planted/ack-before-commit.ts')];
  // The first seed by which the hub dies often enough.
  const seed = SEEDS.find((one) => deathsOfTheHub(one) >= 3) ?? 1;
  const played = await playChaos(seed, SECONDS, { kiosks: KIOSKS, hubImports });
  expect(played.problems).toContainEqual(expect.stringContaining('the hub acknowledged event'));
  const [failure = ''] = playedOf({ name: 'chaos', seed, seconds: SECONDS }, played, {}).failures;
  expect(failure).toContain(`--from=${seed} --count=${SECONDS}`);
  expect(failure).toContain('kill-hub');
});

test('the same seed is the same schedule of faults', () => {
  const schedule = (seed: number) => scheduleOf({ seed, seconds: 60, kiosks: 6, shares: EVERY_FAULT });
  expect(schedule(7)).toEqual(schedule(7));
  expect(schedule(7)).not.toEqual(schedule(8));
});
