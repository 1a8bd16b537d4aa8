import type { Hash, KioskNumber } from '#domain/ids.ts';
import type { DocumentRef, ForeignEvent, LedgerPoint, Push } from '#domain/sync/frames.ts';
import type { HubSyncPort, IngestOutcome, KioskSyncPort } from '#domain/sync/ports.ts';

/** An event as the oracles see it: what was recorded, wherever it has been carried since. */
export type Seen = { readonly id: string; readonly text: string };

export type Row = Seen & { readonly origin: KioskNumber; readonly epoch: string; readonly seq: number };

/** Thrown out of a write: the machine lost its power there. */
export class PowerCut extends Error {}

/** Called before and after every write; may throw a PowerCut. */
export type Gate = () => void;

/** One kiosk's disk, and what the simulator does to it. Whatever a call wrote is on it when the call returns. */
export interface KioskDisk {
  readonly port: KioskSyncPort;
  /** Records something new, and returns how the oracles know it. */
  append(): Row;
  /** After a power cut: reads everything from the disk again. */
  reopen(): void;
  snapshot(): unknown;
  /** The disk is what it was then. */
  putBack(snapshot: unknown): void;
  /** Deletes what `port` says is archived. */
  prune(port: KioskSyncPort): void;
  /** Every event of its own that is still here, in any epoch. */
  own(): Iterable<Row>;
  /** Every event of others. */
  foreign(): Iterable<ForeignEvent>;
  /** Hashes of the documents in force, by id. */
  documents(): ReadonlyMap<string, Hash>;
  idOf(text: string): string;
  close(): void;
}

/** The hub's disk, and what the simulator does to it. */
export interface HubDisk {
  readonly port: HubSyncPort;
  ingest(kiosk: KioskNumber, push: Push): IngestOutcome;
  /** The hub records something of its own that concerns these kiosks. */
  append(targets: readonly KioskNumber[]): Row;
  setDocument(kiosk: KioskNumber, id: string, text: string): void;
  documents(kiosk: KioskNumber): readonly DocumentRef[];
  textOf(kiosk: KioskNumber, id: string): string | undefined;
  /** Everything that was ever meant for this kiosk and is here. */
  meantFor(kiosk: KioskNumber): Iterable<ForeignEvent>;
  snapshot(): unknown;
  /** `told`: by the command for it, which draws a new generation; else somebody just copied the files. */
  putBack(snapshot: unknown, told: boolean): void;
  /** A copy was verified: what it has of each ledger may be deleted from kiosks. */
  archive(): void;
  /** The hub's program starts on this disk: a new run, and a new epoch of its own ledger. */
  start(): void;
  reopen(): void;
  rows(): Iterable<Row>;
  /** Of everything that is here. */
  ids(): ReadonlySet<string>;
  headOf(kiosk: KioskNumber, epoch: string): LedgerPoint | undefined;
  close(): void;
}
