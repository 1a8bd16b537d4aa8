import type { KioskLedgerPort, KioskSyncPort } from '#domain/sync/ports.ts';
import type { HubDisk, Row } from './disks.ts';
import { idIn } from './memory-events.ts';
import type { Mutant } from './world.ts';

function withLedger(port: KioskSyncPort, changed: Partial<KioskLedgerPort>): KioskSyncPort {
  return { ...port, ledger: { ...port.ledger, ...changed } };
}

/** What each kiosk's hub last said it has for it. */
const promised = new WeakMap<KioskSyncPort, number>();

/** Bugs that such protocols really have had. Each must be caught, or the simulator would be no evidence. */
export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'the hub acknowledges before its commit': { ackBeforeCommit: true },

  'the kiosk writes its cursor before the data': {
    kioskPort: (port) =>
      withLedger(port, {
        appendHubEvents(events, cursor) {
          port.ledger.appendHubEvents([], cursor);
          port.ledger.appendHubEvents(events, cursor);
        },
      }),
  },

  'the hub stores repeated events again': { hubDisk: withoutDedupe },

  'the kiosk takes its cursor from what the hub says it has, unchecked': {
    kioskInput: (input, port) => {
      if (input.kind !== 'frame') return input;
      const { frame } = input;
      if (frame.type === 'heartbeat') promised.set(port, frame.feed.position);
      if (frame.type !== 'feed') return input;
      const position = Math.max(frame.position, promised.get(port) ?? 0);
      return { ...input, frame: { ...frame, after: port.ledger.feedCursor().position, position } };
    },
  },

  'a kiosk that was put back goes on in its old epoch': {
    kioskPort: (port) => withLedger(port, { startNewEpoch: () => undefined }),
  },

  'nobody watches for a link on which nothing moves': { timings: { stallMs: Number.POSITIVE_INFINITY } },

  'the kiosk believes its own memory of what was acknowledged': {
    kioskInput: (input, port) => {
      if (input.kind !== 'frame') return input;
      const { frame } = input;
      if (frame.type !== 'welcome' && frame.type !== 'gap') return input;
      const { seq, hash } = port.ledger.acked();
      return seq > frame.head.seq ? { ...input, frame: { ...frame, head: { seq, hash } } } : input;
    },
  },

  'heartbeats do not tell what there is to fetch': {
    kioskInput: (input, port) => {
      if (input.kind !== 'frame' || input.frame.type !== 'heartbeat') return input;
      const { generation, run, position } = port.ledger.feedCursor();
      const manifest = port.directory.mark();
      if (generation === null || run === null || manifest === null) return input;
      return { ...input, frame: { ...input.frame, manifest, feed: { generation, run, position } } };
    },
  },

  'the kiosk deletes what is acknowledged but in no verified copy': {
    kioskPort: (port) =>
      withLedger(port, {
        acked: () => ({ ...port.ledger.acked(), archivedSeq: port.ledger.acked().seq }),
      }),
  },

  'the kiosk offers nothing back to a hub that was put back': {
    kioskPort: (port) =>
      withLedger(port, { hubEvents: (after) => ({ events: [], position: after, more: false }) }),
  },

  'the kiosk keeps its place in the feed of another generation': {
    kioskPort: (port) =>
      withLedger(port, {
        appendHubEvents(events, cursor) {
          const adopting = events.length === 0 && cursor.position === 0;
          const { position } = adopting ? port.ledger.feedCursor() : cursor;
          port.ledger.appendHubEvents(events, { ...cursor, position });
        },
      }),
  },
};

/** As if the table had no key: what is pushed again is there again. */
function withoutDedupe(disk: HubDisk): HubDisk {
  const again: Row[] = [];
  return {
    ...disk,
    ingest(kiosk, push) {
      const held = disk.headOf(kiosk, push.epoch)?.seq ?? 0;
      for (const [index, text] of push.events.entries()) {
        const seq = push.from + index;
        if (seq <= held) again.push({ origin: kiosk, epoch: push.epoch, seq, id: idIn(text), text });
      }
      return disk.ingest(kiosk, push);
    },
    *rows() {
      yield* disk.rows();
      yield* again;
    },
  };
}
