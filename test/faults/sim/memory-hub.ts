import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import type {
  DocumentRef,
  ForeignEvent,
  Generation,
  HubRun,
  LedgerPoint,
  Manifest,
} from '#domain/sync/frames.ts';
import { judgePush } from '#domain/sync/judge-push.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import type { HubDirectoryPort, HubEventsPort, KioskContact } from '#domain/sync/ports.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import type { HubDisk, Row } from './disks.ts';
import { idIn, textOf } from './memory-events.ts';
import type { Random } from './random.ts';

type Ledger = {
  readonly head: LedgerPoint;
  readonly archivedSeq: number;
  /** Ledger order; some that came back from kiosks may lie beyond the head. */
  readonly events: ReadonlyMap<number, ForeignEvent>;
};

type Documents = { readonly rev: number; readonly texts: ReadonlyMap<string, string> };

/** Everything on the disk. Maps are replaced when they change, so that a snapshot costs nothing. */
type State = {
  readonly generation: Generation;
  readonly ownEpoch: Epoch;
  /** Where the feed stood when each run began. */
  readonly runs: ReadonlyMap<HubRun, number>;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly feed: readonly { readonly kiosk: KioskNumber; readonly event: ForeignEvent }[];
  readonly documents: ReadonlyMap<KioskNumber, Documents>;
};

export type MemoryHubOptions = {
  readonly random: Random;
  readonly newId: () => string;
  readonly publicKeyOf: (kiosk: KioskNumber) => Uint8Array;
  readonly onContact: (contact: KioskContact) => void;
};

const HUB = 0 as KioskNumber;

/** A hub's disk in memory, under the same rules as the real one. */
export function memoryHub(options: MemoryHubOptions): HubDisk {
  const { random, newId, publicKeyOf, onContact } = options;
  const manifests = new Map<Documents, Manifest>();
  let run = '' as HubRun;
  let state: State = {
    generation: random.hex(16) as Generation,
    ownEpoch: random.hex(16) as Epoch,
    runs: new Map(),
    ledgers: new Map(),
    feed: [],
    documents: new Map(),
  };

  const ledgerOf = (kiosk: number, epoch: string): Ledger | undefined =>
    state.ledgers.get(`${kiosk}/${epoch}`);

  const putLedger = (kiosk: number, epoch: string, ledger: Ledger): void => {
    state = { ...state, ledgers: new Map(state.ledgers).set(`${kiosk}/${epoch}`, ledger) };
  };

  /** In the feed of those it concerns, once each. */
  const offer = (kiosk: KioskNumber, events: readonly ForeignEvent[]): void => {
    const known = new Set(state.feed.filter((one) => one.kiosk === kiosk).map(({ event }) => event.text));
    const added = events.filter(({ text }) => !known.has(text)).map((event) => ({ kiosk, event }));
    state = { ...state, feed: [...state.feed, ...added] };
  };

  const offerToTargets = (event: ForeignEvent): void => {
    const targets = event.origin === HUB ? targetsOf(idIn(event.text)) : [event.origin];
    for (const kiosk of targets) offer(kiosk, [event]);
  };

  const startGeneration = (): void => {
    state = {
      ...state,
      generation: random.hex(16) as Generation,
      ownEpoch: random.hex(16) as Epoch,
    };
  };

  const documentsOf = (kiosk: KioskNumber): Documents => state.documents.get(kiosk) ?? NO_DOCUMENTS;

  const refsOf = ({ texts }: Documents): readonly DocumentRef[] =>
    [...texts].map(([id, text]) => [id, documentHash(text)] as const);

  const events: HubEventsPort = {
    headOf: (kiosk, epoch) => {
      const head = ledgerOf(kiosk, epoch)?.head;
      return head === undefined || head.seq === 0 ? undefined : head;
    },
    archivedSeq: (kiosk, epoch) => ledgerOf(kiosk, epoch)?.archivedSeq ?? 0,
    highestOpening: () => 0,
    acceptOffer(_from, offered) {
      for (const event of offered) {
        const ledger = ledgerOf(event.origin, event.epoch) ?? EMPTY_LEDGER;
        if (ledger.events.has(event.seq)) continue;
        const grown = new Map(ledger.events).set(event.seq, event);
        putLedger(event.origin, event.epoch, { ...ledger, events: grown });
        offerToTargets(event);
      }
    },
  };

  const directory: HubDirectoryPort = {
    kioskStanding: (kiosk) => ({ publicKey: publicKeyOf(kiosk), revoked: false }),
    generation: () => state.generation,
    run: () => run,
    endOfRun: endOf,
    noteRestored: startGeneration,
    manifestFor(kiosk) {
      const documents = documentsOf(kiosk);
      const known = manifests.get(documents);
      if (known !== undefined) return known;
      const manifest = manifestOf(documents.rev, refsOf(documents));
      manifests.set(documents, manifest);
      return manifest;
    },
    document(kiosk, id, hash) {
      const text = documentsOf(kiosk).texts.get(id);
      return text !== undefined && documentHash(text) === hash ? text : undefined;
    },
    feedHead: (kiosk) => state.feed.findLastIndex((one) => one.kiosk === kiosk) + 1,
    feedAfter(kiosk, position, maxEvents) {
      const page: ForeignEvent[] = [];
      let at = position;
      for (let i = position; i < state.feed.length && page.length < maxEvents; i++) {
        const one = state.feed[i];
        if (one?.kiosk !== kiosk) continue;
        page.push(one.event);
        at = i + 1;
      }
      return { events: page, position: at };
    },
    noteContact: onContact,
  };

  return {
    port: { events, directory },
    ingest(kiosk, push) {
      const held = ledgerOf(kiosk, push.epoch) ?? EMPTY_LEDGER;
      const head = held.head.seq === 0 ? undefined : held.head;
      const judged = judgePush(
        push,
        {
          head,
          hashAt: (seq) => held.events.get(seq)?.hash,
          beyondHead: (from, to) => pointsBetween(held.events, from, to),
        },
        fastEventHash,
      );
      if (judged.kind !== 'fits') return judged;
      const grown = new Map(held.events);
      for (const [index, text] of judged.texts.entries()) {
        const seq = judged.from + index;
        const hash = judged.hashes[index] as Hash;
        grown.set(seq, { origin: kiosk, epoch: push.epoch, seq, hash, text });
      }
      putLedger(kiosk, push.epoch, { ...held, head: judged.head, events: grown });
      if (judged.from === 1 && judged.texts.length > 0) offerOlderEpochs(kiosk, push.epoch);
      return { kind: 'stored', head: judged.head, added: judged.texts.length };
    },
    append(targets) {
      const ledger = ledgerOf(HUB, state.ownEpoch) ?? EMPTY_LEDGER;
      const id = `${newId()}:${targets.join('+')}`;
      const epoch = state.ownEpoch;
      const seq = ledger.head.seq + 1;
      const text = textOf(HUB, epoch, seq, id);
      const hash = fastEventHash(epoch, seq, ledger.head.hash, text);
      const event = { origin: HUB, epoch, seq, hash, text };
      const grown = new Map(ledger.events).set(seq, event);
      putLedger(HUB, epoch, { ...ledger, head: { seq, hash }, events: grown });
      offerToTargets(event);
      return { origin: HUB, epoch, seq, id, text };
    },
    setDocument(kiosk, id, text) {
      const { rev, texts } = documentsOf(kiosk);
      const next = { rev: rev + 1, texts: new Map(texts).set(id, text) };
      state = { ...state, documents: new Map(state.documents).set(kiosk, next) };
    },
    documents: (kiosk) => refsOf(documentsOf(kiosk)),
    textOf: (kiosk, id) => documentsOf(kiosk).texts.get(id),
    *meantFor(kiosk) {
      for (const one of state.feed) if (one.kiosk === kiosk) yield one.event;
    },
    snapshot: () => state,
    putBack(snapshot, told) {
      state = snapshot as State;
      if (told) startGeneration();
    },
    archive() {
      for (const [name, ledger] of state.ledgers) {
        const [kiosk = '', epoch = ''] = name.split('/');
        putLedger(Number(kiosk), epoch, { ...ledger, archivedSeq: ledger.head.seq });
      }
    },
    start() {
      run = random.hex(16) as HubRun;
      const runs = new Map(state.runs).set(run, state.feed.length);
      state = { ...state, runs, ownEpoch: random.hex(16) as Epoch };
    },
    reopen: () => undefined,
    *rows(): Iterable<Row> {
      for (const { events: held } of state.ledgers.values()) {
        for (const event of held.values()) yield { ...event, id: idIn(event.text) };
      }
    },
    headOf: (kiosk, epoch) => ledgerOf(kiosk, epoch)?.head,
    close: () => undefined,
  };

  function endOf(one: HubRun): number | undefined {
    const runs = [...state.runs];
    const index = runs.findIndex(([name]) => name === one);
    return index < 0 ? undefined : (runs[index + 1]?.[1] ?? Number.POSITIVE_INFINITY);
  }

  function offerOlderEpochs(kiosk: KioskNumber, epoch: Epoch): void {
    for (const [name, { events: held }] of state.ledgers) {
      if (!name.startsWith(`${kiosk}/`) || name === `${kiosk}/${epoch}`) continue;
      offer(kiosk, [...held.values()]);
    }
  }
}

/** Most pushes have nothing beyond the head to meet. */
function pointsBetween(events: Ledger['events'], from: number, to: number): readonly LedgerPoint[] {
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

const EMPTY_LEDGER: Ledger = { head: { seq: 0, hash: GENESIS }, archivedSeq: 0, events: new Map() };
