import { expect, test } from 'vitest';
import { Turns } from '../../../src/hub/server/sync/turns.ts';

function busyFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('however much there is to do, others get their turn in between', async () => {
  const turns = new Turns();
  let done = 0;
  let looks = 0;
  const work = () => {
    busyFor(1);
    done += 1;
  };
  for (let i = 0; i < 200; i += 1) turns.later(work);
  while (done < 200) {
    await new Promise((resolve) => setImmediate(resolve));
    looks += 1;
  }
  // 200 ms of work in turns of 8 ms and one handful more: a hundred pieces at once would be two looks.
  expect(looks).toBeGreaterThan(8);
});

test('what is soon goes before what is later, which still gets its share, each in its order', async () => {
  const turns = new Turns();
  const done: string[] = [];
  for (const name of ['a', 'b', 'c']) turns.later(() => done.push(name));
  for (let n = 1; n <= 8; n += 1) turns.soon(() => done.push(String(n)));
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual(['1', '2', '3', 'a', '4', '5', '6', 'b', '7', '8', 'c']);
});

test('a line that is filled while it is worked off keeps its order', () => {
  const turns = new Turns();
  const done: number[] = [];
  for (const n of [1, 2]) {
    turns.soon(() => {
      done.push(n);
      turns.soon(() => done.push(n + 2));
    });
  }
  turns.drain();
  expect(done).toEqual([1, 2, 3, 4]);
});
