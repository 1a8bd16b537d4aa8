import type { EpochMs, InstitutionId, KioskNumber } from '#domain/ids.ts';
import type { DownFrame, ForeignEvent, Generation, Hello, Push, UpFrame } from './frames.ts';
import type { MachineVerdict } from './machines.ts';
import type { HubSyncPort, KioskContact, PushOutcome } from './ports.ts';
import type { HubTimings } from './timings.ts';

/** A kiosk's word that everything before `at` stands at or below `seq`: its watermark once that is stored here. */
export type PendingWatermark = { readonly seq: number; readonly at: EpochMs };

export type LiveSession = {
  readonly name: 'live';
  readonly kiosk: KioskNumber;
  readonly hello: Hello;
  readonly heardAt: number;
  readonly beatAt: number;
  /** Where the push begins that is being stored. */
  readonly storing: number | null;
  /** Came while another was being stored: a kiosk whose push was doubled on the way goes on after the first answer. */
  readonly next: Push | null;
  readonly watermark: PendingWatermark | null;
  /** From its last heartbeat. */
  readonly told: Pick<KioskContact, 'clock' | 'check'>;
};

/** One kiosk's connection as the hub sees it. What a kiosk lacks is asked for by the kiosk, so nothing of that is kept here. */
export type HubSession =
  | { readonly name: 'challenged'; readonly since: number; readonly nonce: string }
  | LiveSession
  | { readonly name: 'closed' };

export type HubInput =
  | { readonly kind: 'opened'; readonly nonce: string }
  | { readonly kind: 'frame'; readonly frame: UpFrame }
  /** Answers the effect `ingest`; `failed`: the store could not say. */
  | { readonly kind: 'ingested'; readonly outcome: PushOutcome }
  /** `heard`: bytes have come since the last tick, if only part of a frame. */
  | { readonly kind: 'tick'; readonly heard: boolean }
  /** Another connection proved to be the same kiosk; `isCopy`: and to be another machine, which was there first. */
  | { readonly kind: 'superseded'; readonly isCopy: boolean }
  /** There is room for the push that began at `from`, for which this kiosk was told to wait. */
  | { readonly kind: 'called'; readonly from: number }
  /** Something for this kiosk has changed: documents, events, its standing. */
  | { readonly kind: 'woken' }
  | { readonly kind: 'closed' };

export type HubEffect =
  | { readonly kind: 'send'; readonly frame: DownFrame }
  | { readonly kind: 'close'; readonly why: string }
  /** This session is the kiosk's only one from now on. */
  | { readonly kind: 'claim'; readonly kiosk: KioskNumber }
  | { readonly kind: 'ingest'; readonly kiosk: KioskNumber; readonly push: Push }
  | { readonly kind: 'accept-offer'; readonly kiosk: KioskNumber; readonly events: readonly ForeignEvent[] }
  /** Sent once what was offered is stored, because it says how far the feed reaches then. */
  | {
      readonly kind: 'tell-offer-stored';
      readonly kiosk: KioskNumber;
      readonly generation: Generation;
      readonly next: number;
    }
  | { readonly kind: 'note-contact'; readonly contact: KioskContact }
  | { readonly kind: 'note-restored' }
  /** A kiosk offered events that this hub never said. */
  | { readonly kind: 'note-forged'; readonly kiosk: KioskNumber; readonly count: number };

export type HubIdentity = {
  readonly institutionId: InstitutionId;
  readonly versions: readonly [oldest: number, newest: number];
  readonly keyId: string;
  /** Raw Ed25519, base64url; null while no change of key is planned. */
  readonly nextHubKey: string | null;
  /** Only this hub can make it: 32 hex digits that depend on every byte. */
  readonly seal: (bytes: Uint8Array) => string;
  /** Ed25519 by the hub's key, base64url. */
  readonly sign: (bytes: Uint8Array) => string;
  readonly isSignedBy: (publicKey: Uint8Array, bytes: Uint8Array, signature: string) => boolean;
};

export type HubMoment = {
  readonly mono: number;
  readonly now: EpochMs;
  /** 0 ≤ x < 1. */
  readonly fraction: () => number;
};

/** What can be read of the hub while a step is taken. */
export type HubView = {
  readonly events: Pick<HubSyncPort['events'], 'headOf' | 'archivedSeq' | 'highestOpening'>;
  readonly directory: Pick<
    HubSyncPort['directory'],
    | 'kioskStanding'
    | 'generation'
    | 'run'
    | 'endOfRun'
    | 'manifestFor'
    | 'document'
    | 'feedHead'
    | 'feedAfter'
  >;
  /** Whether this kiosk may push now. One that may not is called when it may. */
  readonly admits: (kiosk: KioskNumber, push: Push) => boolean;
  /** A kiosk has shown in this run that the database had been put back: the generation is one that this program itself has drawn. */
  readonly foundRestored: boolean;
  /** What becomes of a machine that says it is this kiosk and proved to have its key. */
  readonly judgeMachine: (kiosk: KioskNumber, start: string, openedAt: number) => MachineVerdict;
};

export type HubContext = {
  readonly moment: HubMoment;
  readonly view: HubView;
  readonly self: HubIdentity;
  readonly timings: HubTimings;
};

export type HubStep = { readonly session: HubSession; readonly effects: readonly HubEffect[] };
