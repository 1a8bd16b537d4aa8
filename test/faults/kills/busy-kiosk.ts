import { join } from 'node:path';
import type { CredentialTag } from '#domain/ids.ts';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import { openDirectory } from '../../../src/kiosk/engine/directory/open-directory.ts';
import type { RunningSync } from '../../../src/kiosk/engine/engine-host.ts';
import { enrolmentIn } from '../../../src/kiosk/engine/enrolment/enrolment.ts';
import type { Ledger } from '../../../src/kiosk/engine/ledger/ledger.ts';
import { openLedger } from '../../../src/kiosk/engine/ledger/open-ledger.ts';
import { startSync } from '../../../src/kiosk/engine/sync/start-sync.ts';
import { MIGRATIONS, unwrap } from '../../kiosk/engine/ledger/ledger-facts.ts';
import type { Room } from '../chaos/chaos-campus.ts';
import { CHAOS_KIOSK_TIMINGS } from '../chaos/timings.ts';

/** From one touch to the next: quicker than people, so that the hub always has something half done. */
const TOUCH_EVERY_MS = 15;

/** The ledger and the sync of an enrolled kiosk, which records and sends without anybody at its screen. */
export class BusyKiosk {
  readonly ledger: Ledger;
  readonly #sync: RunningSync;
  readonly #directory: { close(): void };
  readonly #touching: NodeJS.Timeout;

  constructor({ data }: Room) {
    const folder = join(data, 'kiosk');
    const keys = unwrap(KeyStore.open({ path: join(folder, 'keys.json') }));
    const enrolment = enrolmentIn(keys);
    if (enrolment === undefined) throw new Error('the kiosk is not enrolled');
    const clock = new Clock();
    const log = createLog({ level: 'silent' });
    const { kiosk } = enrolment;
    this.ledger = unwrap(
      openLedger({ folder, migrations: MIGRATIONS, kiosk, clock, newId: newEventId, newEpoch }),
    );
    const directory = unwrap(openDirectory({ folder, migrations: MIGRATIONS, log }));
    this.#directory = directory;
    const nothing = () => undefined;
    this.#sync = startSync(
      {
        ...{ ledger: this.ledger, directory, clock, keys, enrolment, log, app: 'kills' },
        ...{ onStatus: nothing, onAcked: nothing, onDirectory: nothing, onHubEvents: nothing },
        onClockSample: ({ hubMinusMono, uncertaintyMs }) => clock.noteSample(hubMinusMono, uncertaintyMs),
        onBroken: ({ text }) => {
          throw new Error(text);
        },
      },
      CHAOS_KIOSK_TIMINGS,
    );
    this.#touching = setInterval(() => this.#touch(), TOUCH_EVERY_MS);
  }

  /** So many events the hub has not confirmed. */
  get backlog(): number {
    return this.ledger.head().seq - this.ledger.acked().seq;
  }

  rest(): void {
    clearInterval(this.#touching);
  }

  async close(): Promise<void> {
    this.rest();
    await this.#sync.stop();
    this.#directory.close();
    this.ledger.close();
  }

  #touch(): void {
    const tag = '0'.repeat(32) as CredentialTag;
    const unresolved = { personId: null, directory: 0, sessionId: null, answer: 'no-session' } as const;
    unwrap(this.ledger.append('presentation', { method: 'card', reader: 'door', tag, ...unresolved }));
    this.#sync.wake();
  }
}
