import type { Epoch, EpochMs, InstitutionId, KioskNumber } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import type {
  Ack,
  Challenge,
  DownFrame,
  Generation,
  HubHeartbeat,
  HubRun,
  LedgerPoint,
  UpFrame,
  Welcome,
} from '#domain/sync/frames.ts';
import type { KioskEffect, KioskInput, KioskSyncState } from '#domain/sync/kiosk-state.ts';
import { FIRST_KIOSK_STATE } from '#domain/sync/kiosk-state.ts';
import { kioskStep } from '#domain/sync/kiosk-step.ts';
import { manifestOf } from '#domain/sync/manifest.ts';
import { KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import { memoryKiosk } from '../../faults/sim/memory-kiosk.ts';
import { Random } from '../../faults/sim/random.ts';

export const KIOSK = 7 as KioskNumber;
export const HUB_KEY_ID = 'a'.repeat(32);
export const GENERATION = '00000000000000aa' as Generation;
export const RUN = '00000000000000bb' as HubRun;
export const NO_DOCUMENTS = manifestOf(0, []);

export const CHALLENGE: Challenge = {
  type: 'challenge',
  v: [1, 1],
  keyId: HUB_KEY_ID,
  nonce: 'b'.repeat(32),
};

/** The kiosk's machine on a ledger in memory, with the test's hand on clock and chance. */
export class TestKiosk {
  #events = 0;
  readonly disk = memoryKiosk({
    kiosk: KIOSK,
    random: new Random(1),
    gate: () => undefined,
    newId: () => `event-${++this.#events}`,
  });
  state: KioskSyncState = FIRST_KIOSK_STATE;
  mono = 1_000;
  fraction = 0.5;
  hubSignatureIsGood = true;

  constructor() {
    this.disk.port.directory.applyDocuments(NO_DOCUMENTS, new Map());
  }

  get ledger() {
    return this.disk.port.ledger;
  }

  get epoch(): Epoch {
    return this.ledger.epoch();
  }

  append(count: number): void {
    for (let i = 0; i < count; i++) this.disk.append();
  }

  point(seq: number): LedgerPoint {
    return { seq, hash: this.ledger.hashAt(seq) ?? GENESIS };
  }

  /** Takes an input, writes what the step wants written, and returns all it wants done. */
  take(input: KioskInput): readonly KioskEffect[] {
    const { state, effects } = kioskStep(this.state, input, {
      moment: {
        mono: this.mono,
        wall: this.mono as EpochMs,
        corrected: null,
        uncertaintyMs: null,
        boot: '00112233445566aa',
        fraction: () => this.fraction,
        nonce: () => 'c'.repeat(32),
      },
      view: this.disk.port,
      self: {
        institutionId: '00000000-0000-4000-8000-000000000000' as InstitutionId,
        kiosk: KIOSK,
        app: 'test',
        start: '0000000000000005',
        versions: [1, 1],
        keyId: 'd'.repeat(32),
        knowsHub: (keyId) => keyId === HUB_KEY_ID,
        sign: () => 'A'.repeat(86),
        isSignedByHub: () => this.hubSignatureIsGood,
      },
      timings: KIOSK_TIMINGS,
      lastCheck: null,
    });
    this.state = state;
    for (const effect of effects) {
      if (effect.kind === 'record-ack') this.ledger.recordAck(effect.acked);
      if (effect.kind === 'start-epoch') this.ledger.startNewEpoch(effect.reason);
      if (effect.kind === 'append-hub-events') this.ledger.appendHubEvents(effect.events, effect.cursor);
    }
    return effects;
  }

  hears(frame: DownFrame): readonly KioskEffect[] {
    return this.take({ kind: 'frame', connection: this.state.connections, frame });
  }

  tick(afterMs = 0): readonly KioskEffect[] {
    this.mono += afterMs;
    return this.take({ kind: 'tick', heard: false });
  }

  /** Connects to a hub that has `head` of this epoch. */
  connect(
    head: LedgerPoint = { seq: 0, hash: GENESIS },
    more: Partial<Welcome> = {},
  ): readonly KioskEffect[] {
    this.take({ kind: 'start' });
    return this.greet(head, more);
  }

  /** The hub takes the call. */
  greet(head: LedgerPoint, more: Partial<Welcome> = {}): readonly KioskEffect[] {
    this.hears(CHALLENGE);
    return this.hears({
      type: 'welcome',
      v: 1,
      head,
      archivedSeq: 0,
      highestOpening: 0,
      generation: GENERATION,
      timings: { heartbeatMs: 5_000, deadMs: 10_000 },
      now: 0 as EpochMs,
      nextHubKey: null,
      signature: 'A'.repeat(86),
      ...more,
    });
  }

  ack(seq: number): Ack {
    return { type: 'ack', epoch: this.epoch, ...this.point(seq) };
  }
}

export function heartbeat(more: Partial<HubHeartbeat> = {}): HubHeartbeat {
  return {
    type: 'heartbeat',
    echo: null,
    sentAt: 0 as EpochMs,
    archivedSeq: 0,
    manifest: { rev: NO_DOCUMENTS.rev, digest: NO_DOCUMENTS.digest },
    feed: { generation: GENERATION, run: RUN, position: 0 },
    ...more,
  };
}

/** What would be sent, of one type. */
export function sent<T extends UpFrame['type']>(
  effects: readonly KioskEffect[],
  type: T,
): readonly Extract<UpFrame, { type: T }>[] {
  return effects.flatMap((effect) =>
    effect.kind === 'send' && effect.frame.type === type
      ? [effect.frame as Extract<UpFrame, { type: T }>]
      : [],
  );
}

export function kinds(effects: readonly KioskEffect[]): readonly string[] {
  return effects.map(({ kind }) => kind);
}
