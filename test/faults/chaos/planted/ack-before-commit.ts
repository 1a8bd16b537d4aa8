import { EventStore } from '../../../../src/hub/server/sync/event-store.ts';

// A planted bug, loaded into a real hub by a test of the chaos: what comes is acknowledged at once and written a moment later.

const WRITTEN_AFTER_MS = 1_500;

const ingest = EventStore.prototype.ingest;

EventStore.prototype.ingest = function (this: EventStore, received) {
  setTimeout(() => ingest.call(this, received), WRITTEN_AFTER_MS);
  return received.map(({ push: { from, events, head } }) => ({
    kind: 'stored',
    head: { seq: Math.max(head.seq, from + events.length - 1), hash: head.hash },
    added: events.length,
  }));
};
