import { setImmediate as turn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { KioskNumber } from '#domain/ids.ts';
import { createLog } from '#platform/log.ts';
import type { DiskPort } from '../../../src/hub/server/disk/hub-disk.ts';
import type { ReceivedPush } from '../../../src/hub/server/sync/event-store.ts';
import { IngestQueue } from '../../../src/hub/server/sync/ingest-queue.ts';
import { storeHere } from '../support/store-here.ts';
import { KIOSK, openStore, pushOf, textOf } from './a-store.ts';

const log = createLog({ level: 'silent' });

const SOUND_DISK: DiskPort = { takesWrites: () => true, note: () => undefined };

function queueOver(
  ingest: (pushes: readonly ReceivedPush[]) => ReturnType<ReturnType<typeof openStore>['store']['ingest']>,
  disk: DiskPort = SOUND_DISK,
) {
  const answers: string[] = [];
  const queue = new IngestQueue({
    store: storeHere({ ingest }),
    publicKeyOf: (kiosk) => (kiosk === 9 ? undefined : new Uint8Array(32)),
    disk,
    log,
  });
  const add = ({ kiosk, push }: ReceivedPush) =>
    queue.add(kiosk, push, ({ kind }) => answers.push(`${kiosk}: ${kind}`));
  return { queue, answers, add };
}

function ofKiosk(number: number, count = 1): ReceivedPush {
  const kiosk = number as KioskNumber;
  const texts = Array.from({ length: count }, (_, index) => textOf(index + 1, { kiosk }));
  return pushOf(texts, undefined, { kiosk });
}

test('pushes of one moment share a transaction, and are answered after it in their order', async () => {
  const { store } = openStore();
  const groups: number[] = [];
  const { answers, add } = queueOver((pushes) => {
    groups.push(pushes.length);
    return store.ingest(pushes);
  });
  for (const kiosk of [1, 2, 3]) add(ofKiosk(kiosk));
  expect(answers).toEqual([]);
  await turn();
  expect(groups).toEqual([3]);
  await vi.waitFor(() => expect(answers).toEqual(['1: stored', '2: stored', '3: stored']));
});

test('more than a thousand events are split, and other work gets its turn in between', async () => {
  const { store } = openStore();
  const groups: number[] = [];
  const { add } = queueOver((pushes) => {
    groups.push(pushes.length);
    return store.ingest(pushes);
  });
  for (const kiosk of [1, 2, 3]) add(ofKiosk(kiosk, 450));
  const seen: number[] = [];
  for (let i = 0; i < 4; i++) {
    await turn();
    seen.push(groups.length);
  }
  expect(groups).toEqual([2, 1]);
  expect(new Set(seen)).toContain(1);
});

test('a push that the store chokes on fails alone', async () => {
  const { store } = openStore();
  const { answers, add } = queueOver((pushes) => {
    if (pushes.some(({ kiosk }) => kiosk === 2)) throw new Error('poison');
    return store.ingest(pushes);
  });
  for (const kiosk of [1, 2, 3]) add(ofKiosk(kiosk));
  await vi.waitFor(() => expect(answers).toEqual(['1: stored', '2: failed', '3: stored']));
});

test('a kiosk that was deleted meanwhile is answered, and what waits at the end is stored', async () => {
  const { store, rows } = openStore();
  const { queue, answers, add } = queueOver((pushes) => store.ingest(pushes));
  add(ofKiosk(9));
  add(ofKiosk(KIOSK));
  await queue.drain();
  expect(answers).toEqual(['9: failed', '7: stored']);
  expect(rows()).toHaveLength(1);
});

test('on a full disk every kiosk is told to come again, and nobody is tried in vain until there is room', async () => {
  const { store } = openStore();
  let isFull = true;
  let tries = 0;
  const disk: DiskPort = {
    takesWrites: () => !isFull || tries === 0,
    note: () => 'full',
  };
  const { answers, add } = queueOver((pushes) => {
    tries += 1;
    if (isFull) throw new Error('full');
    return store.ingest(pushes);
  }, disk);
  for (const kiosk of [1, 2]) add(ofKiosk(kiosk));
  await turn();
  add(ofKiosk(3));
  expect(answers).toEqual(['1: not-now', '2: not-now', '3: not-now']);
  expect(tries).toBe(1);

  isFull = false;
  add(ofKiosk(1));
  // A commit was just now, so this one may wait a moment for others to share it with.
  await vi.waitFor(() => expect(answers.at(-1)).toBe('1: stored'));
});

test('while one group is being stored the one before is answered, and an answer that fails costs nobody else theirs', async () => {
  const { store } = openStore();
  const seen: string[] = [];
  const here = storeHere(store);
  const queue = new IngestQueue({
    store: async (pushes) => {
      seen.push(`storing ${pushes.map(({ kiosk }) => kiosk).join(' ')}`);
      return await here(pushes);
    },
    publicKeyOf: () => new Uint8Array(32),
    disk: SOUND_DISK,
    log,
  });
  for (const number of [1, 2, 3]) {
    const { kiosk, push } = ofKiosk(number, 500);
    queue.add(kiosk, push, ({ kind }) => {
      seen.push(`${kiosk}: ${kind}`);
      if (number === 1) throw new Error('nobody there any more');
    });
  }
  await queue.drain();
  expect(seen).toEqual(['storing 1 2', 'storing 3', '1: stored', '2: stored', '3: stored']);
});

test('a hub that stops stores what it has, and whoever comes then is told to come again', async () => {
  const { store, rows } = openStore();
  const { queue, answers, add } = queueOver((pushes) => store.ingest(pushes));
  add(ofKiosk(1));
  const drained = queue.drain();
  add(ofKiosk(2));
  await drained;
  expect(answers).toEqual(['2: not-now', '1: stored']);
  expect(rows()).toHaveLength(1);
});

test('somebody at a door is stored before kiosks that catch up, and those are not kept waiting for ever', async () => {
  const { store } = openStore();
  const groups: (readonly number[])[] = [];
  const { add } = queueOver((pushes) => {
    groups.push(pushes.map(({ kiosk }) => kiosk));
    return store.ingest(pushes);
  });
  for (const kiosk of [1, 2, 3, 4, 5]) add(ofKiosk(kiosk, 500));
  add(ofKiosk(6));
  await vi.waitFor(() => expect(groups.flat()).toHaveLength(6));
  expect(groups[0]?.[0]).toBe(6);
  expect(groups[0]?.length).toBeGreaterThan(1);
});
