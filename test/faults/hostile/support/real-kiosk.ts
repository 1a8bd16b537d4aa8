import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';
import { KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { signingKeyIn } from '#platform/signing-key.ts';
import { addKiosk } from '../../../../src/hub/server/store/kiosk-store.ts';
import { openDirectory } from '../../../../src/kiosk/engine/directory/open-directory.ts';
import type { RunningSync, SyncStatus } from '../../../../src/kiosk/engine/engine-host.ts';
import type { Ledger } from '../../../../src/kiosk/engine/ledger/ledger.ts';
import { openLedger } from '../../../../src/kiosk/engine/ledger/open-ledger.ts';
import { startSync } from '../../../../src/kiosk/engine/sync/start-sync.ts';
import type { ServedHub } from './served-hub.ts';

/** A kiosk's own end of the link, over its real ledger, keys and sockets. It dials whoever it is told is the hub. */
export class RealKiosk {
  readonly ledger: Ledger;
  readonly statuses: SyncStatus[] = [];
  readonly #sync: RunningSync;
  readonly #end: () => void;

  constructor(hub: ServedHub, address = hub.test.hub.url) {
    const folder = mkdtempSync(join(tmpdir(), 'muster-hostile-'));
    const { db, institutionId, keys: hubKeys, clock: hubClock } = hub.parts;
    const keys = KeyStore.open({ path: join(folder, 'keys.json') });
    const migrations = migrationsFolder(import.meta.dirname, 'kiosk');
    const log = createLog({ level: 'silent' });
    const directory = openDirectory({ folder, migrations, log });
    if (!keys.ok || !directory.ok) throw new Error('the kiosk could not be opened');
    const publicKey = Buffer.from(signingKeyIn(keys.value, 'device-key').publicKey, 'base64url');
    const row = { roomId: hub.campus.room, name: 'Door', publicKey, at: hubClock.now() };
    const kiosk = addKiosk(db, row, { bytes: Buffer.alloc(32), stepMs: 5_000 });
    const clock = new Clock();
    const ledger = openLedger({ folder, migrations, kiosk, clock, newId: newEventId, newEpoch });
    if (!ledger.ok) throw new Error(ledger.error.text);
    this.ledger = ledger.value;
    const nothing = () => undefined;
    this.#sync = startSync(
      {
        ...{ ledger: ledger.value, directory: directory.value, clock, keys: keys.value, app: 'test', log },
        enrolment: {
          ...{ kiosk, institutionId, institution: 'Test', hubUrl: address },
          syncUrl: `${address.replace('http', 'ws')}${SYNC_PATH}`,
          hubKey: Buffer.from(hubKeys.signing.publicKey, 'base64url'),
          ...{ codeSecret: new Uint8Array(32), cardKey: new Uint8Array(32), pinPepper: new Uint8Array(32) },
        },
        onStatus: (status) => this.statuses.push(status),
        ...{ onAcked: nothing, onDirectory: nothing, onHubEvents: nothing, onClockSample: nothing },
        onBroken: ({ text }) => {
          throw new Error(text);
        },
      },
      // What follows a lost link is waited for by the test, and need not take its time.
      { ...KIOSK_TIMINGS, backOff: { firstMs: 20, capMs: 100 }, refusedRetryMs: 200, handshakeMs: 2_000 },
    );
    this.#end = () => {
      void this.#sync.stop();
      directory.value.close();
      ledger.value.close();
      rmSync(folder, { recursive: true, force: true });
    };
  }

  record(): void {
    const kept = this.ledger.append('engine-started', { app: 'touch' });
    if (!kept.ok) throw new Error('a touch was not kept');
    this.#sync.wake();
  }

  get isSynced(): boolean {
    return this.statuses.at(-1)?.state === 'online' && this.ledger.acked().seq === this.ledger.head().seq;
  }

  stop(): void {
    this.#end();
  }
}
