import type { EpochMs, Hash, InstitutionId, KioskNumber } from '#domain/ids.ts';
import type { ClockSample, ClockWindow } from './clock-window.ts';
import type {
  Challenge,
  DocumentRef,
  DownFrame,
  FeedCursor,
  FeedMark,
  Generation,
  Hello,
  LedgerCheck,
  LedgerPoint,
  LinkTimings,
  Manifest,
  ManifestMark,
  RefusalReason,
  SealedEvent,
  UpFrame,
} from './frames.ts';
import type { ApplyProblem, KioskDirectoryPort, KioskLedgerPort, NewEpochReason } from './ports.ts';
import type { KioskTimings } from './timings.ts';

/** What is on its way to the hub. At most one push is unanswered. */
export type Upload =
  | { readonly name: 'idle' }
  | { readonly name: 'in-flight'; readonly from: number; readonly to: number }
  /** With the push that began at `from`. */
  | { readonly name: 'told-to-wait'; readonly from: number; readonly until: number };

/** What was asked of the hub's events and not answered yet. */
export type FeedWork =
  | { readonly name: 'idle' }
  | { readonly name: 'fetching'; readonly askedAt: number }
  | {
      readonly name: 'offering';
      readonly askedAt: number;
      readonly generation: Generation;
      readonly next: number;
      readonly more: boolean;
    };

/** What was asked of the directory and not answered yet. */
export type DirectoryWork =
  | { readonly name: 'idle' }
  | { readonly name: 'asked-manifest'; readonly askedAt: number }
  | {
      readonly name: 'fetching';
      readonly askedAt: number;
      readonly manifest: Manifest;
      readonly lacking: readonly DocumentRef[];
    }
  | { readonly name: 'applying'; readonly mark: ManifestMark }
  /** Could not be applied: not asked for again until the hub has another one, or on another link. */
  | { readonly name: 'rejected'; readonly mark: ManifestMark };

/** A document's text as far as it has come. */
export type DocumentText = { readonly text: string; readonly whole: boolean };

/** Where the hub stands with what it has for this kiosk, as last told. */
export type HubMark = FeedMark & { readonly manifest: ManifestMark; readonly archivedSeq: number };

export type LiveLink = {
  readonly name: 'live';
  readonly connection: number;
  readonly since: number;
  readonly timings: LinkTimings;
  readonly heardAt: number;
  readonly beatAt: number;
  readonly upload: Upload;
  /** When the hub's head last moved, or the first event came after everything had been sent. */
  readonly progressAt: number;
  readonly hub: HubMark | null;
  readonly feed: FeedWork;
  /** Everything kept was offered on this link, and the feed of that generation reaches to `upTo` with it. */
  readonly offered: { readonly generation: Generation; readonly upTo: number } | null;
  readonly directory: DirectoryWork;
  readonly clock: ClockWindow;
};

/** The link to the hub. Times are this machine's monotonic milliseconds. */
export type Link =
  | { readonly name: 'stopped' }
  | { readonly name: 'backing-off'; readonly since: number; readonly until: number }
  | { readonly name: 'connecting'; readonly since: number; readonly connection: number }
  | {
      readonly name: 'greeting';
      readonly since: number;
      readonly connection: number;
      readonly challenge: Challenge;
      readonly hello: Hello;
    }
  | LiveLink
  | {
      readonly name: 'refused';
      readonly since: number;
      readonly until: number;
      readonly reason: RefusalReason;
      readonly text: string;
    };

export type KioskSyncState = {
  readonly link: Link;
  /** Number of the connection dialled last; what older ones still say is not listened to. */
  readonly connections: number;
  /** Links lost since one last held for long. */
  readonly failures: number;
  /** How many events the next push may have: doubled by each that is answered, halved by each that is not. */
  readonly batch: number;
  /** How many bytes the next answer to a fetch may have; grows and shrinks in the same way. */
  readonly room: number;
  readonly epochStartedAt: number | null;
  /** Since when there has been no live link; null while there is one. */
  readonly offlineSince: number | null;
  /** Why the last link ended, for people and logs. */
  readonly lastLoss: string | null;
  /** Why the directory can't be brought up to date. */
  readonly directoryProblem: ApplyProblem | null;
  /** Documents on their way, by hash; kept from link to link. */
  readonly texts: ReadonlyMap<Hash, DocumentText>;
};

export const FIRST_KIOSK_STATE: KioskSyncState = {
  link: { name: 'stopped' },
  connections: 0,
  failures: 0,
  batch: 50,
  room: 64 * 1024,
  epochStartedAt: null,
  offlineSince: null,
  lastLoss: null,
  directoryProblem: null,
  texts: new Map(),
};

export type KioskInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'frame'; readonly connection: number; readonly frame: DownFrame }
  | { readonly kind: 'closed'; readonly connection: number; readonly why: string }
  /** `heard`: bytes have come since the last tick, if only part of a message. */
  | { readonly kind: 'tick'; readonly heard: boolean }
  /** The ledger has grown. */
  | { readonly kind: 'appended' }
  /** The operating system says the network is back, or somebody pressed "try now". */
  | { readonly kind: 'network-changed' }
  /** Answers the effect `apply-documents`. */
  | { readonly kind: 'applied'; readonly mark: ManifestMark; readonly problem: ApplyProblem | null };

/** Done in order by whoever runs the machine; each is finished, and on disk, before the next. */
export type KioskEffect =
  | { readonly kind: 'dial'; readonly connection: number }
  | { readonly kind: 'hang-up'; readonly connection: number }
  | { readonly kind: 'send'; readonly connection: number; readonly frame: UpFrame }
  | { readonly kind: 'record-ack'; readonly acked: LedgerPoint & { readonly archivedSeq: number } }
  | { readonly kind: 'start-epoch'; readonly reason: NewEpochReason }
  | { readonly kind: 'note-opening'; readonly number: number }
  | {
      readonly kind: 'append-hub-events';
      readonly events: readonly SealedEvent[];
      readonly cursor: FeedCursor;
    }
  | {
      readonly kind: 'apply-documents';
      readonly manifest: Manifest;
      readonly texts: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'tell-clock-sample'; readonly sample: ClockSample }
  | { readonly kind: 'tell-next-hub-key'; readonly key: string };

/** What can be read of the kiosk while a step is taken; nothing of it changes before the step's effects are done. */
export type KioskView = {
  readonly ledger: Pick<
    KioskLedgerPort,
    'epoch' | 'head' | 'acked' | 'prunedSeq' | 'hashAt' | 'read' | 'feedCursor' | 'hubEvents'
  >;
  readonly directory: Pick<KioskDirectoryPort, 'mark' | 'lacking'>;
};

/** Who this kiosk is, and which hub it trusts. */
export type KioskIdentity = {
  readonly institutionId: InstitutionId;
  readonly kiosk: KioskNumber;
  readonly app: string;
  /** 16 hex digits, drawn at each start of this program. */
  readonly start: string;
  /** Oldest and newest protocol version this program speaks. */
  readonly versions: readonly [oldest: number, newest: number];
  readonly keyId: string;
  /** Whether a hub's key id is that of a key this kiosk pinned. */
  readonly knowsHub: (keyId: string) => boolean;
  /** Ed25519 by the kiosk's own key, base64url. */
  readonly sign: (bytes: Uint8Array) => string;
  /** By the pinned key of that id. */
  readonly isSignedByHub: (keyId: string, bytes: Uint8Array, signature: string) => boolean;
};

/** The moment a step is taken at, and the chance it may take. */
export type KioskMoment = {
  readonly mono: number;
  readonly wall: EpochMs;
  /** Hub time; null while the clock has not been compared with the hub's in this boot. */
  readonly corrected: EpochMs | null;
  /** Of `corrected`. */
  readonly uncertaintyMs: number | null;
  readonly boot: string;
  /** 0 ≤ x < 1. */
  readonly fraction: () => number;
  /** 128 random bits in hex. */
  readonly nonce: () => string;
};

export type KioskContext = {
  readonly moment: KioskMoment;
  readonly view: KioskView;
  readonly self: KioskIdentity;
  readonly timings: KioskTimings;
  readonly lastCheck: LedgerCheck | null;
};

export type KioskStep = { readonly state: KioskSyncState; readonly effects: readonly KioskEffect[] };
