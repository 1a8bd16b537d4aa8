import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { WebSocket } from 'ws';
import { SYNC_PATH, SYNC_VERSIONS } from '#contracts/sync/protocol-version.ts';
import type { EpochMs, InstitutionId } from '#domain/ids.ts';
import { ok } from '#domain/result.ts';
import type { DownFrame, ManifestMark, UpFrame } from '#domain/sync/frames.ts';
import { keyIdOf } from '#domain/sync/handshake.ts';
import type { KioskIdentity } from '#domain/sync/kiosk-state.ts';
import { KioskSync } from '#domain/sync/kiosk-sync.ts';
import type { KioskDirectoryPort } from '#domain/sync/ports.ts';
import { KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import { verifySignature } from '#platform/signing-key.ts';
import type { FleetKey } from './big-campus.ts';
import { FleetLedger } from './fleet-ledger.ts';

export type FleetHub = {
  readonly port: number;
  readonly institutionId: InstitutionId;
  readonly hubKey: string;
  readonly rooms: number;
};

/** Which of its touches the hub has, and how long that took. */
export type Acknowledged = (latencyMs: number) => void;

/** One kiosk of the fleet: the machine that kiosks run, over a real socket, with a ledger in memory. */
export class FleetKiosk {
  readonly ledger: FleetLedger;
  readonly #sync: KioskSync;
  readonly #url: string;
  readonly #onLive: () => void;
  /** Touches that wait for their acknowledgement: number, and when they were made. */
  #waiting: { readonly seq: number; readonly madeAt: number }[] = [];
  #socket: WebSocket | undefined;
  #heard = false;
  #wasLive = false;
  #linksLost = 0;

  constructor(hub: FleetHub, key: FleetKey, told: { onAcked: Acknowledged; onLive: () => void }) {
    this.#url = `ws://127.0.0.1:${hub.port}${SYNC_PATH}`;
    this.#onLive = told.onLive;
    const place = { kiosk: key.kiosk, rooms: hub.rooms };
    this.ledger = new FleetLedger(place, (seq) => this.#noteAcked(seq, told.onAcked));
    this.#sync = new KioskSync({
      port: { ledger: this.ledger, directory: unreadDirectory() },
      host: {
        dial: (connection) => this.#dial(connection),
        hangUp: () => this.#hangUp(),
        send: (_connection, frame) => this.#send(frame),
        onDirectory: () => undefined,
        onHubEvents: () => undefined,
        onClockSample: () => undefined,
        onNextHubKey: () => undefined,
      },
      self: identityOf(hub, key),
      timings: KIOSK_TIMINGS,
      moment,
      lastCheck: () => null,
    });
  }

  get isDone(): boolean {
    return this.ledger.acked().seq === this.ledger.head().seq;
  }

  get wasLive(): boolean {
    return this.#wasLive;
  }

  /** How often it was cut off after it had been let in. */
  get linksLost(): number {
    return this.#linksLost;
  }

  get lastLoss(): string | null {
    return this.#sync.state.lastLoss;
  }

  start(): void {
    this.#sync.handle({ kind: 'start' });
  }

  stop(): void {
    this.#sync.handle({ kind: 'stop' });
  }

  touch(): void {
    const seq = this.ledger.touch(Date.now() as EpochMs);
    this.#waiting.push({ seq, madeAt: performance.now() });
    this.#sync.handle({ kind: 'appended' });
  }

  /** To be called often. */
  tick(mono: number): void {
    if (mono < this.#sync.nextTickAt()) return;
    const heard = this.#heard;
    this.#heard = false;
    this.#sync.handle({ kind: 'tick', heard });
  }

  #noteAcked(seq: number, onAcked: Acknowledged): void {
    while (this.#waiting[0] !== undefined && this.#waiting[0].seq <= seq) {
      const first = this.#waiting.shift();
      if (first !== undefined) onAcked(performance.now() - first.madeAt);
    }
  }

  #dial(connection: number): void {
    const socket = new WebSocket(this.#url, { perMessageDeflate: false });
    this.#socket = socket;
    let why = 'the hub hung up';
    socket.on('message', (data) => {
      if (this.#socket !== socket) return;
      this.#heard = true;
      // The hub under test is our own, so its frames are taken as they are: checking them would be the generator's load.
      const frame = JSON.parse(String(data)) as DownFrame;
      this.#sync.handle({ kind: 'frame', connection, frame });
      this.#tellLive();
    });
    socket.on('error', (error) => {
      why = error.message;
    });
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      if (this.#wasLive) this.#linksLost += 1;
      this.#sync.handle({ kind: 'closed', connection, why });
    });
  }

  #tellLive(): void {
    if (this.#wasLive || this.#sync.state.link.name !== 'live') return;
    this.#wasLive = true;
    this.#onLive();
  }

  #hangUp(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (this.#wasLive && socket !== undefined) this.#linksLost += 1;
    socket?.terminate();
  }

  #send(frame: UpFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

/** A directory that always has every document: what is measured is a fleet at work, not its first morning. */
function unreadDirectory(): KioskDirectoryPort {
  let mark: ManifestMark | null = null;
  return {
    mark: () => mark,
    lacking: () => [],
    applyDocuments({ rev, digest }) {
      mark = { rev, digest };
      return ok(undefined);
    },
  };
}

function identityOf({ institutionId, hubKey }: FleetHub, { kiosk, pkcs8 }: FleetKey): KioskIdentity {
  const key = createPrivateKey({ key: Buffer.from(pkcs8, 'base64url'), type: 'pkcs8', format: 'der' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const hubKeyId = keyIdOf(Buffer.from(hubKey, 'base64url'));
  return {
    institutionId,
    kiosk,
    app: 'fleet',
    start: randomBytes(8).toString('hex'),
    versions: SYNC_VERSIONS,
    keyId: keyIdOf(Buffer.from(x, 'base64url')),
    knowsHub: (keyId) => keyId === hubKeyId,
    sign: (bytes) => sign(null, bytes, key).toString('base64url'),
    isSignedByHub: (_keyId, bytes, signature) =>
      verifySignature(hubKey, bytes, Buffer.from(signature, 'base64url')),
  };
}

function moment() {
  const wall = Date.now() as EpochMs;
  return {
    mono: Math.floor(performance.now()),
    wall,
    corrected: wall,
    uncertaintyMs: 1,
    boot: '00112233445566aa',
    fraction: Math.random,
    nonce: () => randomBytes(16).toString('hex'),
  };
}
