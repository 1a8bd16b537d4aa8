import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { displaced } from '#domain/sync/displaced.ts';
import type {
  DocumentRef,
  ForeignEvent,
  Generation,
  HubRun,
  LedgerPoint,
  Manifest,
} from '#domain/sync/frames.ts';
import { judgePush } from '#domain/sync/judge-push.ts';
import { manifestOf } from '#domain/sync/manifest.ts';
import type { HubDirectoryPort, HubEventsPort, KioskContact } from '#domain/sync/ports.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import type { HubDisk, Row } from './disks.ts';
import { fastDocumentHash } from './fast-document-hash.ts';
import { idIn, textOf } from './memory-events.ts';
import { type Documents, type FeedRow, type HeldLedger, MemoryHubState } from './memory-hub-state.ts';
import type { Random } from './random.ts';

export type MemoryHubOptions = {
  readonly random: Random;
  readonly newId: () => string;
  readonly publicKeyOf: (kiosk: KioskNumber) => Uint8Array;
  readonly onContact: (contact: KioskContact) => void;
  readonly judge?: typeof judgePush;
};

const HUB = 0 as KioskNumber;

/** A hub's disk in memory, under the same rules as the real one. */
export function memoryHub(options: MemoryHubOptions): HubDisk {
  const { random, newId, judge = judgePush } = options;
  let state = MemoryHubState.fresh(random);
  let run = '' as HubRun;

  const startGeneration = (): void => {
    state.generation = random.hex(16) as Generation;
    state.ownEpoch = random.hex(16) as Epoch;
  };
  const disk = () => state;
  /** The epoch each kiosk writes now, by its word in this run: of that one it has everything itself. */
  const writes = new Map<KioskNumber, Epoch>();
  /** Kiosks of which something was stored since their feed was looked at. */
  const incomplete = new Set<KioskNumber>();
  const noteContact = (contact: KioskContact): void => {
    if (writes.get(contact.kiosk) !== contact.epoch) incomplete.add(contact.kiosk);
    writes.set(contact.kiosk, contact.epoch);
    options.onContact(contact);
  };
  const feedOf = (kiosk: KioskNumber): readonly FeedRow[] => {
    const epoch = writes.get(kiosk);
    if (epoch !== undefined && incomplete.delete(kiosk)) state.offerOtherEpochs(kiosk, epoch);
    return state.feedOf(kiosk).rows;
  };

  return {
    port: {
      events: eventsPort(disk, (kiosk) => incomplete.add(kiosk)),
      directory: directoryPort(disk, () => run, { ...options, startGeneration, noteContact, feedOf }),
    },
    ingest(kiosk, push) {
      const held = state.ledger(kiosk, push.epoch);
      const judged = judge(
        push,
        {
          head: held.head.seq === 0 ? undefined : held.head,
          hashAt: (seq) => held.events.get(seq)?.hash,
          beyondHead: (from, to) => pointsBetween(held.events, from, to),
        },
        fastEventHash,
      );
      if (judged.kind !== 'fits') return judged;
      for (const [index, text] of judged.texts.entries()) {
        const seq = judged.from + index;
        const hash = judged.hashes[index] as Hash;
        state.put(held, { origin: kiosk, epoch: push.epoch, seq, hash, text });
      }
      held.head = judged.head;
      incomplete.add(kiosk);
      return { kind: 'stored', head: judged.head, added: judged.texts.length };
    },
    append(targets) {
      const ledger = state.ledger(HUB, state.ownEpoch);
      const id = `${newId()}:${targets.join('+')}`;
      const { epoch } = ledger;
      const seq = ledger.head.seq + 1;
      const text = textOf(HUB, epoch, seq, id);
      const hash = fastEventHash(epoch, seq, ledger.head.hash, text);
      const event = { origin: HUB, epoch, seq, hash, text };
      state.put(ledger, event);
      ledger.head = { seq, hash };
      for (const kiosk of targets) state.offer(kiosk, event);
      return { origin: HUB, epoch, seq, id, text };
    },
    setDocument(kiosk, id, text) {
      const { rev, texts } = documentsOf(state, kiosk);
      state.documents.set(kiosk, { rev: rev + 1, texts: new Map(texts).set(id, text) });
    },
    documents: (kiosk) => refsOf(documentsOf(state, kiosk)),
    textOf: (kiosk, id) => documentsOf(state, kiosk).texts.get(id),
    *meantFor(kiosk) {
      for (const { event } of feedOf(kiosk)) yield event;
    },
    snapshot: () => state.copy(),
    putBack(snapshot, told) {
      state = (snapshot as MemoryHubState).copy();
      if (told) startGeneration();
    },
    archive() {
      for (const ledger of state.ledgers.values()) ledger.archivedSeq = ledger.head.seq;
    },
    start() {
      run = random.hex(16) as HubRun;
      state.runs.set(run, state.lastPosition);
      state.ownEpoch = random.hex(16) as Epoch;
      writes.clear();
    },
    reopen: () => undefined,
    *rows(): Iterable<Row> {
      for (const { events: held } of state.ledgers.values()) {
        for (const event of held.values()) yield { ...event, id: idIn(event.text) };
      }
    },
    ids: () => state.ids,
    headOf: (kiosk, epoch) => state.find(kiosk, epoch)?.head,
    close: () => undefined,
  };
}

type Disk = () => MemoryHubState;

function eventsPort(disk: Disk, noteStored: (kiosk: KioskNumber) => void): HubEventsPort {
  return {
    headOf(kiosk, epoch) {
      const head = disk().find(kiosk, epoch)?.head;
      return head === undefined || head.seq === 0 ? undefined : head;
    },
    archivedSeq: (kiosk, epoch) => disk().find(kiosk, epoch)?.archivedSeq ?? 0,
    highestOpening: () => 0,
    acceptOffer(_from, offered) {
      for (const event of offered) takeBack(disk(), event, noteStored);
    },
  };
}

/** Kept once; where its place is taken by another, beside that. */
function takeBack(state: MemoryHubState, came: ForeignEvent, noteStored: (kiosk: KioskNumber) => void): void {
  const heldAt = ({ origin, epoch, seq }: ForeignEvent) => state.find(origin, epoch)?.events.get(seq);
  const event = heldAt(came) === undefined ? came : displaced(came);
  if (heldAt(came)?.text === came.text || heldAt(event) !== undefined) return;
  state.put(state.ledger(event.origin, event.epoch), event);
  // A kiosk's own come to it by the epoch it writes.
  if (event.origin !== HUB) noteStored(event.origin);
  else for (const kiosk of targetsOf(idIn(event.text))) state.offer(kiosk, event);
}

function directoryPort(
  disk: Disk,
  run: () => HubRun,
  options: MemoryHubOptions & {
    readonly startGeneration: () => void;
    readonly noteContact: (contact: KioskContact) => void;
    readonly feedOf: (kiosk: KioskNumber) => readonly FeedRow[];
  },
): HubDirectoryPort {
  const manifests = new WeakMap<Documents, Manifest>();
  return {
    kioskStanding: (kiosk) => ({ publicKey: options.publicKeyOf(kiosk), revoked: false }),
    generation: () => disk().generation,
    run,
    endOfRun(one) {
      const runs = [...disk().runs];
      const index = runs.findIndex(([name]) => name === one);
      return index < 0 ? undefined : (runs[index + 1]?.[1] ?? Number.POSITIVE_INFINITY);
    },
    noteRestored: options.startGeneration,
    manifestFor(kiosk) {
      const documents = documentsOf(disk(), kiosk);
      const manifest = manifests.get(documents) ?? manifestOf(documents.rev, refsOf(documents));
      manifests.set(documents, manifest);
      return manifest;
    },
    document(kiosk, id, hash) {
      const text = documentsOf(disk(), kiosk).texts.get(id);
      return text !== undefined && fastDocumentHash(text) === hash ? text : undefined;
    },
    feedHead: (kiosk) => options.feedOf(kiosk).at(-1)?.position ?? 0,
    feedAfter(kiosk, position, maxEvents) {
      const rows = options.feedOf(kiosk);
      const from = rows.findLastIndex((row) => row.position <= position) + 1;
      const page = rows.slice(from, from + maxEvents);
      return { events: page.map(({ event }) => event), position: page.at(-1)?.position ?? position };
    },
    noteContact: options.noteContact,
  };
}

function documentsOf(state: MemoryHubState, kiosk: KioskNumber): Documents {
  return state.documents.get(kiosk) ?? NO_DOCUMENTS;
}

function refsOf({ texts }: Documents): readonly DocumentRef[] {
  return Array.from(texts, ([id, text]) => [id, fastDocumentHash(text)] as const);
}

/** Most pushes have nothing beyond the head to meet. */
function pointsBetween(events: HeldLedger['events'], from: number, to: number): readonly LedgerPoint[] {
  const points: LedgerPoint[] = [];
  for (let seq = from; seq <= to; seq++) {
    const event = events.get(seq);
    if (event !== undefined) points.push(event);
  }
  return points;
}

/** Kiosks an event of the hub concerns stand in its id. */
function targetsOf(id: string): readonly KioskNumber[] {
  return (id.split(':')[1] ?? '').split('+').map((number) => Number(number) as KioskNumber);
}

const NO_DOCUMENTS: Documents = { rev: 0, texts: new Map() };
