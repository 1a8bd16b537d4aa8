import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { SYNC_PATH, SYNC_VERSIONS } from '#contracts/sync/protocol-version.ts';
import type { EpochMs, InstitutionId, KioskNumber } from '#domain/ids.ts';
import { keyIdOf } from '#domain/sync/handshake.ts';
import { HubSync } from '#domain/sync/hub-sync.ts';
import type { HubDirectoryPort, HubEventsPort } from '#domain/sync/ports.ts';
import { HUB_TIMINGS, type HubTimings } from '#domain/sync/timings.ts';
import type { Log } from '#platform/log.ts';
import type { SigningKey } from '#platform/signing-key.ts';
import type { DiskPort } from '../disk/hub-disk.ts';
import { IngestQueue, type StorePushes } from './ingest-queue.ts';
import { KioskSockets } from './kiosk-sockets.ts';
import { letGoOfRequest } from './let-go-of-request.ts';
import { isSignedByKey, sealWith } from './signatures.ts';
import type { SocketLimits } from './socket-limits.ts';

export type SyncServerParts = {
  readonly events: HubEventsPort;
  readonly store: StorePushes;
  readonly disk?: DiskPort;
  readonly directory: HubDirectoryPort;
  readonly institutionId: InstitutionId;
  readonly hubKey: SigningKey;
  /** Raw Ed25519, base64url: the key that will sign next, told to kiosks beforehand. */
  readonly nextHubKey?: string;
  /** Whatever the hub needs to recognise its own events again: 32 bytes. */
  readonly sealing: Uint8Array;
  readonly now: () => EpochMs;
  readonly log: Log;
  readonly timings?: HubTimings;
  readonly places?: number;
  readonly limits?: SocketLimits;
};

export type SyncServer = {
  /** Something for this kiosk changed: documents, events, its standing. */
  readonly wake: (kiosk: KioskNumber) => void;
  readonly wakeAll: () => void;
  readonly online: () => ReadonlySet<KioskNumber>;
  /** Of which two live machines were seen lately: somebody copied a disk. */
  readonly copied: () => ReadonlySet<KioskNumber>;
  /** Stores what has come, hangs up on everybody. */
  readonly close: () => Promise<void>;
};

/** Of two thousand kiosks that came back at once, 64 at a time drained as fast as all together, in two thirds of the memory. */
const PLACES = 64;

/** Of a hub that is only its sync. */
const UNWATCHED_DISK: DiskPort = { takesWrites: () => true, note: () => undefined };

/** Takes kiosks' connections at `SYNC_PATH`. The application must have @fastify/websocket with SOCKET_OPTIONS. */
export function registerSync(app: FastifyInstance, parts: SyncServerParts): SyncServer {
  const { events, store, directory, log, disk = UNWATCHED_DISK } = parts;
  const queue = new IngestQueue({
    store,
    publicKeyOf: (kiosk) => directory.kioskStanding(kiosk)?.publicKey,
    disk,
    log,
  });
  const sync = new HubSync({
    port: { events, directory },
    self: identityOf(parts),
    timings: parts.timings ?? HUB_TIMINGS,
    places: parts.places ?? PLACES,
    moment: () => ({ mono: monotonic(), now: parts.now(), fraction: Math.random }),
    ingest: (kiosk, push, answer) => queue.add(kiosk, push, answer),
    onForged: (kiosk, count) => log.error('kiosk offered events this hub never said', { kiosk, count }),
  });
  const { limits } = parts;
  const sockets = new KioskSockets({
    sync,
    log,
    isSeenTo: (error) => disk.note(error) !== undefined,
    now: monotonic,
    ...(limits === undefined ? {} : { limits }),
  });
  app.get(SYNC_PATH, { websocket: true, config: { access: 'open', rateLimit: false } }, (socket, { raw }) => {
    letGoOfRequest(socket, raw.socket);
    sockets.take(socket, raw.socket, randomBytes(16).toString('hex'));
  });
  return {
    wake: (kiosk) => sockets.wake(kiosk),
    wakeAll: () => {
      for (const kiosk of sync.online()) sockets.wake(kiosk);
    },
    online: () => sync.online(),
    copied: () => sync.copied(),
    async close() {
      await queue.drain();
      sockets.close();
    },
  };
}

function monotonic(): number {
  return Math.floor(performance.now());
}

function identityOf({
  institutionId,
  hubKey,
  nextHubKey = null,
  sealing,
}: Omit<SyncServerParts, 'nextHubKey'> & { readonly nextHubKey?: string | null }) {
  return {
    institutionId,
    versions: SYNC_VERSIONS,
    keyId: keyIdOf(Buffer.from(hubKey.publicKey, 'base64url')),
    nextHubKey,
    seal: (bytes: Uint8Array) => sealWith(sealing, bytes),
    sign: (bytes: Uint8Array) => Buffer.from(hubKey.sign(bytes)).toString('base64url'),
    isSignedBy: isSignedByKey,
  };
}
