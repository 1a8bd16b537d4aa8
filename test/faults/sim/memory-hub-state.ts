import type { Epoch, KioskNumber } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import type { ForeignEvent, Generation, HubRun, LedgerPoint } from '#domain/sync/frames.ts';
import { idIn } from './memory-events.ts';
import type { Random } from './random.ts';

export type HeldLedger = {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  head: LedgerPoint;
  archivedSeq: number;
  /** By sequence number; some that came back from kiosks may lie beyond the head. */
  readonly events: Map<number, ForeignEvent>;
};

export type Documents = { readonly rev: number; readonly texts: ReadonlyMap<string, string> };

export type FeedRow = { readonly position: number; readonly event: ForeignEvent };

export type Feed = { readonly rows: FeedRow[]; readonly texts: Set<string> };

/** Everything on a hub's disk, changed in place: copied when a snapshot is taken, which is rare beside all that is written. */
export class MemoryHubState {
  generation: Generation;
  ownEpoch: Epoch;
  /** Given to any row of any kiosk's feed; never given twice on this disk. */
  lastPosition = 0;
  /** Where the feed stood when each run began. */
  readonly runs = new Map<HubRun, number>();
  readonly ledgers = new Map<string, HeldLedger>();
  readonly feeds = new Map<KioskNumber, Feed>();
  readonly documents = new Map<KioskNumber, Documents>();
  /** What was recorded, of which at least one copy is here. */
  readonly ids = new Set<string>();

  constructor(generation: Generation, ownEpoch: Epoch) {
    this.generation = generation;
    this.ownEpoch = ownEpoch;
  }

  static fresh(random: Random): MemoryHubState {
    return new MemoryHubState(random.hex(16) as Generation, random.hex(16) as Epoch);
  }

  copy(): MemoryHubState {
    const copy = new MemoryHubState(this.generation, this.ownEpoch);
    copy.lastPosition = this.lastPosition;
    for (const [run, position] of this.runs) copy.runs.set(run, position);
    for (const [name, held] of this.ledgers) {
      copy.ledgers.set(name, { ...held, events: new Map(held.events) });
    }
    for (const [kiosk, { rows, texts }] of this.feeds) {
      copy.feeds.set(kiosk, { rows: [...rows], texts: new Set(texts) });
    }
    for (const [kiosk, documents] of this.documents) copy.documents.set(kiosk, documents);
    for (const id of this.ids) copy.ids.add(id);
    return copy;
  }

  find(kiosk: number, epoch: string): HeldLedger | undefined {
    return this.ledgers.get(`${kiosk}/${epoch}`);
  }

  ledger(kiosk: KioskNumber, epoch: Epoch): HeldLedger {
    const known = this.find(kiosk, epoch);
    if (known !== undefined) return known;
    const begun = { kiosk, epoch, head: { seq: 0, hash: GENESIS }, archivedSeq: 0, events: new Map() };
    this.ledgers.set(`${kiosk}/${epoch}`, begun);
    return begun;
  }

  put(ledger: HeldLedger, event: ForeignEvent): void {
    ledger.events.set(event.seq, event);
    this.ids.add(idIn(event.text));
  }

  feedOf(kiosk: KioskNumber): Feed {
    const known = this.feeds.get(kiosk) ?? { rows: [], texts: new Set() };
    this.feeds.set(kiosk, known);
    return known;
  }

  /** In the feed of a kiosk it concerns, once. */
  offer(kiosk: KioskNumber, event: ForeignEvent): void {
    const { rows, texts } = this.feedOf(kiosk);
    if (texts.has(event.text)) return;
    this.lastPosition += 1;
    rows.push({ position: this.lastPosition, event });
    texts.add(event.text);
  }

  /** What a kiosk recorded in other epochs than the one it writes now. */
  offerOtherEpochs(kiosk: KioskNumber, epoch: Epoch): void {
    for (const held of this.ledgers.values()) {
      if (held.kiosk !== kiosk || held.epoch === epoch) continue;
      for (const event of held.events.values()) this.offer(kiosk, event);
    }
  }
}
