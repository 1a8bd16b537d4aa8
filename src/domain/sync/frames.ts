import { z } from 'zod';
import type { Epoch, EpochMs, EventId, Hash, KioskNumber } from '#domain/ids.ts';

// What the two machines say to each other. The contracts zone holds a schema for each of these and checks what
// comes in from a socket; in here they are already true to their types.

/** A place in one ledger: `seq` 0 with the genesis hash is before its first event. */
export type LedgerPoint = { readonly seq: number; readonly hash: Hash };

/** 16 hex digits, drawn anew whenever a hub's database was put back from a copy. A counter would repeat if the same copy were put back twice. */
export const GenerationSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'must be 16 hex digits')
  .brand<'Generation'>();
export type Generation = z.infer<typeof GenerationSchema>;

/** 16 hex digits, drawn at each start of a hub. */
export const HubRunSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'must be 16 hex digits')
  .brand<'HubRun'>();
export type HubRun = z.infer<typeof HubRunSchema>;

/**
 * How far a kiosk has stored the hub's events for it, and in which of the hub's runs it was told so: positions are given out again
 * by a hub whose disk was put back, runs never are. `generation` null: never met a hub. `run` null: what was offered to this
 * generation has not yet been seen to be in its feed, and is offered again on the next link.
 */
export type FeedCursor = {
  readonly generation: Generation | null;
  readonly run: HubRun | null;
  readonly position: number;
};

export const NO_FEED_CURSOR: FeedCursor = { generation: null, run: null, position: 0 };

/** How far the hub has got with what it has for one kiosk. */
export type FeedMark = {
  readonly generation: Generation;
  readonly run: HubRun;
  readonly position: number;
};

/** How far a kiosk's wall clock is from the hub's time; for people, nothing is decided by it. */
export type ClockError = { readonly offsetMs: number; readonly uncertaintyMs: number };

/** When a kiosk last read through all it keeps, and what it found. */
export type LedgerCheck = { readonly at: EpochMs; readonly outcome: 'sound' | 'healed' };

export type DocumentRef = readonly [id: string, hash: Hash];

/** Everything a kiosk should hold. `digest` is computed from `documents`, by each side for itself. */
export type Manifest = {
  readonly rev: number;
  readonly documents: readonly DocumentRef[];
  readonly digest: Hash;
};
export type ManifestMark = { readonly rev: number; readonly digest: Hash };

/** An event of another ledger than the reader's own: of the hub (origin 0), or of an older epoch or another kiosk. */
export type ForeignEvent = {
  readonly origin: KioskNumber;
  readonly epoch: Epoch;
  readonly seq: number;
  readonly hash: Hash;
  readonly text: string;
};

/** As it goes down and may come back: `seal` is the hub's own proof that it once said so. */
export type SealedEvent = ForeignEvent & { readonly seal: string };

export type DocumentWant = { readonly id: string; readonly hash: Hash; readonly from: number };
export type DocumentPart = {
  readonly id: string;
  readonly hash: Hash;
  readonly from: number;
  readonly text: string;
  readonly last: boolean;
};

/** Everything about time that both sides must agree on. */
export type LinkTimings = { readonly heartbeatMs: number; readonly deadMs: number };

export type RefusalReason =
  | 'revoked'
  | 'too-old'
  | 'not-enrolled'
  | 'superseded'
  | 'copied'
  | 'bad-signature'
  | 'busy';

// hub -> kiosk

export type Challenge = {
  readonly type: 'challenge';
  readonly v: readonly [min: number, max: number];
  readonly keyId: string;
  readonly nonce: string;
};
export type Welcome = {
  readonly type: 'welcome';
  readonly v: number;
  /** The hub's head of the epoch the kiosk named; seq 0 when it never heard of it. */
  readonly head: LedgerPoint;
  /** Up to here it is in a verified backup too: the kiosk may delete. Only here, where it is signed. */
  readonly archivedSeq: number;
  /** Highest opening number the hub has seen from this kiosk, in any epoch; 0: none. */
  readonly highestOpening: number;
  readonly generation: Generation;
  readonly timings: LinkTimings;
  readonly now: EpochMs;
  /** The key the hub will sign with next (raw Ed25519, base64url), so that it can be changed without new enrolment. */
  readonly nextHubKey: string | null;
  readonly signature: string;
};
export type Refuse = { readonly type: 'refuse'; readonly reason: RefusalReason; readonly text: string };
/** Everything up to and including `seq`, ending in this hash, is on the hub's disk. */
export type Ack = {
  readonly type: 'ack';
  readonly epoch: Epoch;
  readonly seq: number;
  readonly hash: Hash;
};
export type Wait = { readonly type: 'wait'; readonly from: number; readonly retryAfterMs: number };
/** The push began beyond the hub's head: go on from there. */
export type Gap = { readonly type: 'gap'; readonly epoch: Epoch; readonly head: LedgerPoint };
/** The pushed chain is not the one the hub holds. */
export type Fork = { readonly type: 'fork'; readonly epoch: Epoch; readonly head: LedgerPoint };
export type ManifestFrame = { readonly type: 'manifest'; readonly manifest: Manifest };
/** Parts of the wanted documents, as many as fit. A wanted one that is missing is no longer in the manifest. */
export type Documents = { readonly type: 'documents'; readonly parts: readonly DocumentPart[] };
export type Feed = {
  readonly type: 'feed';
  readonly generation: Generation;
  readonly run: HubRun;
  /** The cursor this continues: applied only by a kiosk that stands exactly there. */
  readonly after: number;
  readonly events: readonly SealedEvent[];
  readonly position: number;
};
/** The hub has the offered events up to `next` on its disk; `position`: how far its feed for this kiosk reaches with them. */
export type OfferStored = {
  readonly type: 'offer-stored';
  readonly generation: Generation;
  readonly next: number;
  readonly position: number;
};
export type HubHeartbeat = {
  readonly type: 'heartbeat';
  /** Answers a kiosk's heartbeat: its `sentAt`, and when it came. */
  readonly echo: { readonly sentAt: number; readonly receivedAt: EpochMs } | null;
  readonly sentAt: EpochMs;
  /** A hint only: a kiosk that wants to delete has it signed, by greeting anew. */
  readonly archivedSeq: number;
  readonly manifest: ManifestMark;
  readonly feed: FeedMark;
};
export type DownFrame =
  | Challenge
  | Welcome
  | Refuse
  | Ack
  | Wait
  | Gap
  | Fork
  | ManifestFrame
  | Documents
  | Feed
  | OfferStored
  | HubHeartbeat;

// kiosk -> hub

export type Hello = {
  readonly type: 'hello';
  readonly v: readonly [min: number, max: number];
  readonly kiosk: KioskNumber;
  readonly app: string;
  /** 16 hex digits, drawn at each start of the kiosk's program: an earlier one never speaks again. */
  readonly start: string;
  readonly epoch: Epoch;
  readonly head: LedgerPoint;
  readonly acked: LedgerPoint;
  readonly feed: FeedCursor;
  readonly manifest: ManifestMark | null;
  readonly clock: { readonly boot: string; readonly wall: EpochMs; readonly mono: number };
  readonly nonce: string;
  readonly signature: string;
};
/** Events in ledger order; sending one twice is harmless. */
export type Push = {
  readonly type: 'push';
  readonly epoch: Epoch;
  readonly from: number;
  /** Event texts exactly as hashed; parsed only after the chain holds. */
  readonly events: readonly string[];
  readonly head: LedgerPoint & { readonly signature: string };
  /** Events the kiosk holds beyond this frame. */
  readonly more: number;
};
export type KioskHeartbeat = {
  readonly type: 'heartbeat';
  /** The kiosk's monotonic clock; comes back in the hub's answer. */
  readonly sentAt: number;
  /** "My head is seq n of this epoch at corrected time T"; null until the clock was compared with the hub's in this boot. */
  readonly epoch: Epoch;
  readonly head: number;
  readonly at: EpochMs | null;
  readonly clock: ClockError | null;
  readonly check: LedgerCheck | null;
  readonly acked: number;
  readonly feed: FeedCursor;
  readonly manifest: ManifestMark | null;
};
export type FetchManifest = { readonly type: 'fetch-manifest' };
export type FetchDocuments = {
  readonly type: 'fetch-documents';
  readonly wants: readonly DocumentWant[];
  readonly maxChars: number;
};
/** Also says: everything up to `after` is on this kiosk's disk. */
export type FetchFeed = {
  readonly type: 'fetch-feed';
  readonly generation: Generation;
  readonly after: number;
  readonly maxBytes: number;
};
/** Hub events this kiosk keeps, offered to a hub that was put back from an older copy and may lack them. */
export type Offer = {
  readonly type: 'offer';
  readonly generation: Generation;
  readonly events: readonly SealedEvent[];
  readonly next: number;
};
export type UpFrame = Hello | Push | KioskHeartbeat | FetchManifest | FetchDocuments | FetchFeed | Offer;

/** An event's name in the one place where all ledgers lie together. */
export type EventName = {
  readonly origin: KioskNumber;
  readonly epoch: Epoch;
  readonly seq: number;
  readonly id: EventId;
};
