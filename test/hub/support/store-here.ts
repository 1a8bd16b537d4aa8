import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore } from '../../../src/hub/server/sync/event-store.ts';
import type { StorePushes } from '../../../src/hub/server/sync/ingest-queue.ts';

/** Stores in this thread what a hub stores in one of its own, and answers a turn later as that one does: for tests that watch every turn of a hub. */
export function storeHere(store: Pick<EventStore, 'ingest'>): StorePushes {
  return async (pushes) => {
    const outcomes = store.ingest(pushes);
    await nextTurn();
    return outcomes;
  };
}
