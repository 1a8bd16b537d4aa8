import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { err, ok } from '#domain/result.ts';
import { type FeedCursor, type ManifestMark, NO_FEED_CURSOR, type SealedEvent } from '#domain/sync/frames.ts';
import { manifestDigest } from '#domain/sync/manifest.ts';
import type { KioskDirectoryPort, KioskLedgerPort } from '#domain/sync/ports.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import type { Gate, KioskDisk } from './disks.ts';
import { fastDocumentHash } from './fast-document-hash.ts';
import { idIn, textOf } from './memory-events.ts';
import type { Random } from './random.ts';

type Stored = { readonly text: string; readonly hash: Hash };

type Ledger = {
  readonly epoch: Epoch;
  /** Pruned up to here. */
  readonly base: { readonly seq: number; readonly hash: Hash };
  /** Of which the first `count` are of this ledger: snapshots share the array with what was recorded after them. */
  readonly log: Stored[];
  readonly count: number;
  readonly acked: { readonly seq: number; readonly hash: Hash; readonly archivedSeq: number };
};

/** Everything on the disk; replaced, never changed, so that a snapshot is the value itself. */
type State = {
  readonly ledger: Ledger;
  readonly older: readonly Ledger[];
  readonly cursor: FeedCursor;
  readonly hubEvents: readonly SealedEvent[];
  readonly mark: ManifestMark | null;
  readonly documents: ReadonlyMap<string, string>;
};

export type MemoryKioskOptions = {
  readonly kiosk: KioskNumber;
  readonly random: Random;
  readonly gate: Gate;
  /** An id nothing else has. */
  readonly newId: () => string;
};

/** A kiosk's disk in memory, under the same rules as the real one. */
export function memoryKiosk({ kiosk, random, gate, newId }: MemoryKioskOptions): KioskDisk {
  let state: State = {
    ledger: chain(freshLedger(random.hex(16) as Epoch), kiosk, [newId()]),
    older: [],
    cursor: NO_FEED_CURSOR,
    hubEvents: [],
    mark: null,
    documents: new Map(),
  };

  const write = (next: State): void => {
    gate();
    state = next;
    gate();
  };
  const head = () => headOf(state.ledger);

  const ledger: KioskLedgerPort = {
    epoch: () => state.ledger.epoch,
    head,
    acked: () => state.ledger.acked,
    prunedSeq: () => state.ledger.base.seq,
    hashAt: (seq) => hashAt(state.ledger, seq),
    read(afterSeq, maxEvents) {
      const from = afterSeq - state.ledger.base.seq;
      if (from < 0) throw new Error(`read of pruned events after ${afterSeq}`);
      return eventsOf(state.ledger, from, from + maxEvents).map(({ text }) => text);
    },
    recordAck(acked) {
      if (hashAt(state.ledger, acked.seq) !== acked.hash) throw new Error('acknowledged what is not ours');
      const archivedSeq = Math.max(state.ledger.base.seq, acked.archivedSeq);
      write({ ...state, ledger: { ...state.ledger, acked: { ...acked, archivedSeq } } });
    },
    startNewEpoch() {
      const old = state.ledger;
      const epoch = random.hex(16) as Epoch;
      const carried = eventsOf(old).map(({ text }) => idIn(text));
      const events = chain(freshLedger(epoch), kiosk, [newId(), ...carried]);
      write({ ...state, ledger: events, older: [...state.older, old] });
    },
    noteHighestOpening: () => undefined,
    feedCursor: () => state.cursor,
    appendHubEvents(events, cursor) {
      const known = new Set(state.hubEvents.map(nameOf));
      const added = events.filter((event) => !known.has(nameOf(event)));
      write({ ...state, hubEvents: [...state.hubEvents, ...added], cursor });
    },
    hubEvents(after, maxEvents) {
      const events = state.hubEvents.slice(after, after + maxEvents);
      const position = after + events.length;
      return { events, position, more: position < state.hubEvents.length };
    },
  };

  const directory: KioskDirectoryPort = {
    mark: () => state.mark,
    lacking: ({ documents }) =>
      documents
        .filter(([id, hash]) => {
          const text = state.documents.get(id);
          return text === undefined || fastDocumentHash(text) !== hash;
        })
        .map(([id]) => id),
    applyDocuments({ rev, documents, digest }, texts) {
      if (manifestDigest(documents) !== digest) return err({ kind: 'wrong-digest', text: 'digest' });
      const next = new Map<string, string>();
      for (const [id, hash] of documents) {
        const text = texts.get(id) ?? state.documents.get(id);
        if (text === undefined) return err({ kind: 'document-missing', text: id });
        if (fastDocumentHash(text) !== hash) return err({ kind: 'wrong-digest', text: id });
        next.set(id, text);
      }
      write({ ...state, mark: { rev, digest }, documents: next });
      return ok(undefined);
    },
  };

  return {
    port: { ledger, directory },
    append() {
      const id = newId();
      const grown = chain(state.ledger, kiosk, [id]);
      write({ ...state, ledger: grown });
      const { seq } = head();
      return { origin: kiosk, epoch: grown.epoch, seq, id, text: textOf(kiosk, grown.epoch, seq, id) };
    },
    reopen: () => undefined,
    snapshot: () => state,
    putBack(snapshot) {
      state = snapshot as State;
    },
    prune(port) {
      const { base } = state.ledger;
      const acked = port.ledger.acked();
      const upTo = Math.min(acked.archivedSeq, acked.seq);
      const hash = hashAt(state.ledger, upTo);
      if (upTo <= base.seq || hash === undefined) return;
      const log = eventsOf(state.ledger, upTo - base.seq);
      const ledger = { ...state.ledger, base: { seq: upTo, hash }, log, count: log.length };
      // Older epochs go too: what of them was not archived is in this one.
      write({ ...state, older: [], ledger });
    },
    *own() {
      for (const each of [...state.older, state.ledger]) {
        for (const [index, { text }] of eventsOf(each).entries()) {
          const seq = each.base.seq + index + 1;
          yield { origin: kiosk, epoch: each.epoch, seq, id: idIn(text), text };
        }
      }
    },
    foreign: () => state.hubEvents,
    documents: () => new Map([...state.documents].map(([id, text]) => [id, fastDocumentHash(text)])),
    idOf: idIn,
    close: () => undefined,
  };
}

function freshLedger(epoch: Epoch): Ledger {
  const base = { seq: 0, hash: GENESIS };
  return { epoch, base, log: [], count: 0, acked: { ...base, archivedSeq: 0 } };
}

function eventsOf({ log, count }: Ledger, from = 0, to = count): Stored[] {
  return log.slice(from, Math.min(to, count));
}

function headOf({ base, log, count }: Ledger): { readonly seq: number; readonly hash: Hash } {
  return { seq: base.seq + count, hash: log[count - 1]?.hash ?? base.hash };
}

function hashAt({ base, log, count }: Ledger, seq: number): Hash | undefined {
  if (seq === 0) return GENESIS;
  const index = seq - base.seq - 1;
  if (index < 0) return seq === base.seq ? base.hash : undefined;
  return index < count ? log[index]?.hash : undefined;
}

function chain(ledger: Ledger, kiosk: KioskNumber, ids: readonly string[]): Ledger {
  let { seq, hash } = headOf(ledger);
  // A ledger that was put back goes another way than the one it was copied from.
  const log = ledger.log.length === ledger.count ? ledger.log : eventsOf(ledger);
  for (const id of ids) {
    seq += 1;
    const text = textOf(kiosk, ledger.epoch, seq, id);
    hash = fastEventHash(ledger.epoch, seq, hash, text);
    log.push({ text, hash });
  }
  return { ...ledger, log, count: ledger.count + ids.length };
}

function nameOf({ origin, epoch, seq, hash }: SealedEvent): string {
  return `${origin}/${epoch}/${seq}/${hash}`;
}
