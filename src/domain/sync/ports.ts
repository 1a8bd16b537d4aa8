import type { Epoch, EpochMs, Hash, KioskNumber } from '#domain/ids.ts';
import type { Result } from '#domain/result.ts';
import type {
  ClockError,
  FeedCursor,
  ForeignEvent,
  Generation,
  HubRun,
  LedgerCheck,
  LedgerPoint,
  Manifest,
  ManifestMark,
  SealedEvent,
} from './frames.ts';

/** Why a ledger goes on under a new epoch. */
export type NewEpochReason = 'rolled-back' | 'forked' | 'damaged';

/** What sync needs of the kiosk's ledger. Every write is on disk when the call returns; a write that fails throws. */
export interface KioskLedgerPort {
  epoch(): Epoch;
  head(): LedgerPoint;
  acked(): LedgerPoint & { readonly archivedSeq: number };
  /** Events up to here were deleted; 0: none. */
  prunedSeq(): number;
  /** The chain's hash at `seq`; genesis at 0; undefined beyond the head or where pruned (the anchor still answers). */
  hashAt(seq: number): Hash | undefined;
  /** Texts after `afterSeq`, in order, within both limits but at least one if there is one. */
  read(afterSeq: number, maxEvents: number, maxBytes: number): readonly string[];
  /** Both may move back: a hub put back from an older copy has less than it once acknowledged. What was pruned stays the least that is archived. */
  recordAck(acked: LedgerPoint & { readonly archivedSeq: number }): void;
  /**
   * Goes on in a new epoch. Carries over every event still here under its own id, also those the hub once acknowledged: it
   * may have been another copy that it had them from, or it may have been put back since, and nobody would send the old
   * epoch again.
   */
  startNewEpoch(reason: NewEpochReason): void;
  /** Opening numbers given out from now on are above this one. */
  noteHighestOpening(number: number): void;
  feedCursor(): FeedCursor;
  /**
   * Stores foreign events and the cursor after them in one transaction. One that is there already (origin, epoch, seq, hash) is left as
   * it is. Two may claim one place, when a kiosk and its hub were both put back: both are kept, or this kiosk never hears of the second.
   */
  appendHubEvents(events: readonly SealedEvent[], cursor: FeedCursor): void;
  /** Stored foreign events in the order they came, after the `after`-th; `position` is that of the last of them. */
  hubEvents(
    after: number,
    maxEvents: number,
    maxBytes: number,
  ): { readonly events: readonly SealedEvent[]; readonly position: number; readonly more: boolean };
}

export type ApplyProblem = {
  readonly kind: 'wrong-digest' | 'not-a-document' | 'document-missing' | 'not-kept';
  readonly text: string;
};

/** What sync needs of the kiosk's directory. */
export interface KioskDirectoryPort {
  /** What was applied last; null before the first. */
  mark(): ManifestMark | null;
  /** Ids of the manifest's documents that are not held with that hash. */
  lacking(manifest: Manifest): readonly string[];
  /** Replaces the whole directory in one transaction: all or nothing. `texts` has the lacking ones by id. */
  applyDocuments(manifest: Manifest, texts: ReadonlyMap<string, string>): Result<void, ApplyProblem>;
}

export type KioskSyncPort = { readonly ledger: KioskLedgerPort; readonly directory: KioskDirectoryPort };

/** What one push did. `head` is the hub's head of that epoch afterwards. */
export type IngestOutcome =
  | { readonly kind: 'stored'; readonly head: LedgerPoint; readonly added: number }
  | { readonly kind: 'gap'; readonly head: LedgerPoint }
  | { readonly kind: 'fork'; readonly head: LedgerPoint }
  | { readonly kind: 'bad-signature' };

/** What came of a push: `not-now`: nothing of it was stored, and it is to be sent again later; `failed`: the store could not say. */
export type PushOutcome =
  | IngestOutcome
  | { readonly kind: 'not-now'; readonly from: number; readonly retryAfterMs: number }
  | { readonly kind: 'failed' };

export type KioskStanding = { readonly publicKey: Uint8Array; readonly revoked: boolean };

export type KioskContact = {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  /** From its hello. */
  readonly app: string;
  readonly backlog: number;
  /** Everything recorded there before this corrected time is stored here; null: nothing new is known. */
  readonly watermark: EpochMs | null;
  /** Null: it doesn't know. */
  readonly clock: ClockError | null;
  readonly check: LedgerCheck | null;
};

/** What the hub's end asks of the store of events. Durable when it returns. */
export interface HubEventsPort {
  /** Undefined: an epoch never heard of. */
  headOf(kiosk: KioskNumber, epoch: Epoch): LedgerPoint | undefined;
  archivedSeq(kiosk: KioskNumber, epoch: Epoch): number;
  /** Highest opening number seen from this kiosk, in any epoch; 0: none. */
  highestOpening(kiosk: KioskNumber): number;
  /** Hub events that came back from a kiosk. Those already held are left as they are. */
  acceptOffer(from: KioskNumber, events: readonly ForeignEvent[]): void;
}

/** What the hub's end asks of the rest of the hub. */
export interface HubDirectoryPort {
  kioskStanding(kiosk: KioskNumber): KioskStanding | undefined;
  generation(): Generation;
  /** Drawn when this hub was started, and on the disk before anybody was told. */
  run(): HubRun;
  /** The highest position any kiosk can have been told in that run; undefined when this database knows of no such run. */
  endOfRun(run: HubRun): number | undefined;
  /** A kiosk proved that this database is an older copy of itself: draw a new generation and go on in a new hub epoch. */
  noteRestored(): void;
  manifestFor(kiosk: KioskNumber): Manifest;
  /** A document of this kiosk's present manifest; undefined when it is not in there with that hash. */
  document(kiosk: KioskNumber, id: string, hash: Hash): string | undefined;
  /** Position of the newest event meant for this kiosk; 0: none. */
  feedHead(kiosk: KioskNumber): number;
  /** Events meant for this kiosk after `position`, in order, and the position after the last of them. */
  feedAfter(
    kiosk: KioskNumber,
    position: number,
    maxEvents: number,
    maxBytes: number,
  ): { readonly events: readonly ForeignEvent[]; readonly position: number };
  /** At hello, at every heartbeat, and when a watermark moves; cheap, written to disk now and then. */
  noteContact(contact: KioskContact): void;
}

export type HubSyncPort = { readonly events: HubEventsPort; readonly directory: HubDirectoryPort };
