import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { DownSchema } from '#contracts/sync/down.ts';
import { SYNC_VERSIONS } from '#contracts/sync/protocol-version.ts';
import { readFrame } from '#contracts/sync/read-frame.ts';
import type { EpochMs } from '#domain/ids.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { keyIdOf } from '#domain/sync/handshake.ts';
import { connectionOf } from '#domain/sync/kiosk-link.ts';
import { KioskSync } from '#domain/sync/kiosk-sync.ts';
import { KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { createLog } from '#platform/log.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { isSignedByKey } from '../../../../src/hub/server/sync/signatures.ts';
import { openDirectory } from '../../../../src/kiosk/engine/directory/open-directory.ts';
import { openLedger } from '../../../../src/kiosk/engine/ledger/open-ledger.ts';
import type { Line } from './a-line.ts';
import { enrolled, type Keyed, signed } from './attacking-kiosk.ts';
import type { HostileHub } from './hostile-hub.ts';

/** A kiosk's machine over its real ledger and directory, with somebody on the line between it and its hub. */
export class KioskOnLine {
  readonly ledger;
  readonly #directory;
  readonly #hub: HostileHub;
  readonly #keyed: Keyed;
  readonly #sync: KioskSync;
  /** What becomes of each message of the hub on its way. */
  onWay: (text: string) => readonly string[] = (text) => [text];
  #mono = 1_000;
  #line: Line | undefined;
  #connection = 0;
  #recorded = 0;

  constructor(hub: HostileHub, folder: string) {
    const migrations = migrationsFolder(import.meta.dirname, 'kiosk');
    const keyed = enrolled(hub.assembly.parts, hub.campus.room);
    const clock = new Clock();
    const options = { folder, migrations, kiosk: keyed.number, clock, newId: newEventId, newEpoch };
    const ledger = openLedger(options);
    const directory = openDirectory({ folder, migrations, log: createLog({ level: 'silent' }) });
    if (!ledger.ok || !directory.ok) throw new Error('the kiosk could not be opened');
    const hubKey = Buffer.from(hub.assembly.parts.keys.signing.publicKey, 'base64url');
    this.ledger = ledger.value;
    this.#directory = directory.value;
    this.#hub = hub;
    this.#keyed = keyed;
    this.#sync = new KioskSync({
      port: { ledger: ledger.value, directory: directory.value },
      host: {
        dial: (connection) => this.#dial(connection),
        hangUp: () => this.#line?.hangUp(),
        send: (_connection, frame) => this.#line?.say(JSON.stringify(frame)),
        onDirectory: () => undefined,
        onHubEvents: () => undefined,
        onClockSample: () => undefined,
        onNextHubKey: () => undefined,
      },
      self: {
        institutionId: hub.assembly.parts.institutionId,
        kiosk: keyed.number,
        app: 'test',
        start: '0000000000000005',
        versions: SYNC_VERSIONS,
        keyId: keyIdOf(keyed.publicKey),
        knowsHub: (keyId) => keyId === keyIdOf(hubKey),
        sign: (bytes) => signed(bytes, keyed),
        isSignedByHub: (_keyId, bytes, signature) => isSignedByKey(hubKey, bytes, signature),
      },
      timings: KIOSK_TIMINGS,
      moment: () => ({
        mono: this.#mono,
        wall: this.#mono as EpochMs,
        boot: '00112233445566aa',
        corrected: null,
        uncertaintyMs: null,
        fraction: () => 0.5,
        nonce: () => randomBytes(16).toString('hex'),
      }),
      lastCheck: () => null,
    });
  }

  start(): void {
    this.#sync.handle({ kind: 'start' });
  }

  get isSynced(): boolean {
    return this.#sync.state.link.name === 'live' && this.ledger.acked().seq === this.ledger.head().seq;
  }

  record(): void {
    this.#recorded += 1;
    const kept = this.ledger.append('engine-started', { app: `touch ${this.#recorded}` });
    if (!kept.ok) throw new Error(`not kept: ${JSON.stringify(kept.error)}`);
    this.#sync.handle({ kind: 'appended' });
  }

  pass(ms: number): void {
    this.#mono += ms;
    this.#sync.handle({ kind: 'tick', heard: false });
  }

  /** Waits out whatever it waits for before it dials again. */
  async bringLive(): Promise<void> {
    for (let i = 0; i < 5 && this.#sync.state.link.name !== 'live'; i++) {
      this.pass(61_000);
      await setImmediate();
      await setImmediate();
    }
  }

  /** As the program around the machine does. */
  hear(text: string, connection = this.#connection): void {
    const read = readFrame(text, DownSchema);
    if (read.kind === 'frame') this.#sync.handle({ kind: 'frame', connection, frame: read.value });
    if (read.kind !== 'malformed') return;
    this.#line?.hangUp();
    this.#sync.handle({ kind: 'closed', connection, why: 'malformed' });
  }

  /** What it believes of the hub is about its own chain. */
  expectSound(): void {
    const acked = this.ledger.acked();
    if (acked.seq > this.ledger.head().seq) throw new Error('more is acknowledged than recorded');
    if (this.ledger.hashAt(acked.seq) !== acked.hash) throw new Error('something else is acknowledged');
  }

  expectAllAtHub(): void {
    const { state } = this.#sync;
    if (!this.isSynced) throw new Error(`no longer in step: ${JSON.stringify({ ...state, texts: null })}`);
    const texts = this.ledger.read(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    const held = this.#hub.sqlite
      .prepare('select text from events where kiosk = ? and epoch = ? order by seq')
      .pluck()
      .all(this.#keyed.number, this.ledger.epoch());
    if (JSON.stringify(held) !== JSON.stringify(texts)) throw new Error('the hub holds something else');
    const touches = texts.filter((text) => text.includes('"touch ')).length;
    if (touches !== this.#recorded) throw new Error(`${touches} of ${this.#recorded} touches are left`);
    if (texts.some((text) => eventPlace(text) === undefined)) throw new Error('unreadable');
  }

  close(): void {
    this.#sync.handle({ kind: 'stop' });
    this.#directory.close();
    this.ledger.close();
  }

  #dial(connection: number): void {
    this.#line?.hangUp();
    this.#connection = connection;
    // As on a network: never before the machine is done with what it was at.
    queueMicrotask(() => {
      if (connectionOf(this.#sync.state.link) !== connection) return;
      const line = this.#hub.connect((made) => {
        this.#line = made;
        made.onText = (text) => {
          for (const one of this.onWay(text)) this.hear(one, connection);
        };
      });
      line.on('close', () => this.#sync.handle({ kind: 'closed', connection, why: 'hung up' }));
    });
  }
}
