import type { EpochMs } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import type { Gap, LedgerPoint, Push, Welcome } from '#domain/sync/frames.ts';
import type { HeldLedger, PushJudgement } from '#domain/sync/judge-push.ts';
import type { KioskInput } from '#domain/sync/kiosk-state.ts';
import type { KioskLedgerPort, KioskSyncPort } from '#domain/sync/ports.ts';
import type { HubDisk, Row } from './disks.ts';
import { idIn } from './memory-events.ts';
import type { Mutant } from './mutant.ts';

function withLedger(port: KioskSyncPort, changed: Partial<KioskLedgerPort>): KioskSyncPort {
  return { ...port, ledger: { ...port.ledger, ...changed } };
}

type Pushed = Pick<Push, 'epoch' | 'from' | 'events' | 'head'>;

const FIRST_MS = 1_800_000_000_000;

/** What each kiosk's hub last said it has for it. */
const promised = new WeakMap<KioskSyncPort, number>();

/** The welcome's head, as a kiosk would see it that believes itself. */
function withHead(
  input: KioskInput,
  headFor: (frame: Welcome | Gap) => LedgerPoint,
  types: readonly ('welcome' | 'gap')[],
): KioskInput {
  if (input.kind !== 'frame') return input;
  const { frame } = input;
  if ((frame.type !== 'welcome' && frame.type !== 'gap') || !types.includes(frame.type)) return input;
  return { ...input, frame: { ...frame, head: headFor(frame) } };
}

function ownAck(port: KioskSyncPort): (frame: Welcome | Gap) => LedgerPoint {
  const { seq, hash } = port.ledger.acked();
  return ({ head }) => (seq > head.seq ? { seq, hash } : head);
}

/** Takes the pushing kiosk's word for what its events hash to. */
function believeHashes(push: Pushed, held: HeldLedger): PushJudgement {
  const head = held.head ?? { seq: 0, hash: GENESIS };
  if (push.from > head.seq + 1) return { kind: 'gap', head };
  const known = Math.max(0, Math.min(push.events.length, head.seq - push.from + 1));
  const texts = push.events.slice(known);
  const { seq, hash } = push.head;
  return {
    kind: 'fits',
    from: push.from + known,
    texts,
    hashes: texts.map(() => hash),
    head: seq > head.seq ? { seq, hash } : head,
  };
}

/** ... and whatever it pushes, wherever it begins. */
function believeAnything(push: Pushed, held: HeldLedger): PushJudgement {
  const judged = believeHashes(push, held);
  if (judged.kind !== 'gap') return judged;
  const { seq, hash } = push.head;
  return {
    kind: 'fits',
    from: push.from,
    texts: push.events,
    hashes: push.events.map(() => hash),
    head: { seq, hash },
  };
}

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
    kioskInput: (input, port) => withHead(input, ownAck(port), ['welcome', 'gap']),
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

  'a register takes events in the order they came': {
    registerFacts: (facts) =>
      facts.map((fact, index) => ({ ...fact, at: (FIRST_MS + index) as EpochMs, uncertaintyMs: null })),
  },

  'a register believes the wall clock': {
    registerFacts: (facts) => facts.map((fact) => ({ ...fact, at: fact.event.clock.wall })),
  },

  'a hub goes on in its old run when it is started anew': { keepsRun: true },

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

/**
 * Checks that another one stands behind. Alone, the lack of one does no harm; the lack of both must be caught, or neither
 * would be worth anything.
 */
export const COVERED: readonly {
  readonly lack: string;
  readonly mutant: Mutant;
  readonly secondDefence: string;
  readonly both: Mutant;
}[] = [
  {
    lack: 'no chain check at the hub',
    mutant: { judgePush: believeHashes },
    secondDefence: "the kiosk compares the hub's head with its own chain",
    both: {
      judgePush: believeHashes,
      kioskInput: (input, port) =>
        withHead(input, ({ head }) => ({ ...head, hash: port.ledger.hashAt(head.seq) ?? head.hash }), [
          'welcome',
        ]),
    },
  },
  {
    lack: 'no gap check at the hub',
    mutant: { judgePush: believeAnything },
    secondDefence: 'the kiosk goes on from where the hub says it stands',
    both: {
      judgePush: believeAnything,
      kioskInput: (input, port) => withHead(input, ownAck(port), ['welcome']),
    },
  },
];

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
