import { join } from 'node:path';
import { ok, type Result } from '#domain/result.ts';
import { Ballast } from '#platform/ballast.ts';
import type { Clock } from '#platform/clock.ts';
import type { DatabaseProblem } from '#platform/database-problem.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import type { Directory } from './directory/directory.ts';
import { openDirectory } from './directory/open-directory.ts';
import type { EngineHost } from './engine-host.ts';
import type { Enrolment } from './enrolment/enrolment.ts';
import type { FingerBook } from './fingers/finger-book.ts';
import { openFingerBook } from './fingers/open-finger-book.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { LedgerProblem } from './ledger/ledger-problem.ts';
import { openLedger } from './ledger/open-ledger.ts';

/** With less free the ledger may not even open. */
const ENOUGH_BYTES = 8 * 2 ** 20;

export type Stores = {
  readonly ledger: Ledger;
  readonly directory: Directory;
  /** Whose finger is where. */
  readonly fingers: FingerBook;
  /** The ledger was damaged, and healed just now. */
  readonly wasHealed: boolean;
};

/** Opens what the kiosk keeps. The ledger comes first: its lock is what keeps a second engine out of the folder. */
export function openStores(
  { folder, migrations, ballastBytes, keys, log }: EngineHost,
  { kiosk }: Enrolment,
  clock: Clock,
): Result<Stores, LedgerProblem | DatabaseProblem> {
  let wasHealed = false;
  if (new Ballast(join(folder, 'ballast')).makeRoom(ENOUGH_BYTES))
    log.warn('disk was full at the start and the reserve was given up; make room', { folder });
  const ledger = openLedger({
    folder,
    migrations,
    kiosk,
    clock,
    newId: newEventId,
    newEpoch,
    ballastBytes,
    onBallastReleased: () => log.warn('disk was full and the reserve was given up; make room', { folder }),
    healing: {
      now: () => new Date(),
      onHealed: ({ damage, ...counts }) => {
        wasHealed = true;
        log.error('ledger was damaged, and healed', { ...damage, ...counts });
      },
    },
  });
  if (!ledger.ok) return ledger;
  const directory = openDirectory({ folder, migrations, log });
  if (!directory.ok) {
    ledger.value.close();
    return directory;
  }
  const fingers = openFingerBook({ folder, migrations, keys, nowMs: clock.read().wall, log });
  if (fingers.ok)
    return ok({ ledger: ledger.value, directory: directory.value, fingers: fingers.value, wasHealed });
  directory.value.close();
  ledger.value.close();
  return fingers;
}
