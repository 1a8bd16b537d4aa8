import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { CredentialTag, Epoch, EventId, KioskNumber } from '#domain/ids.ts';
import type { Generation, HubRun } from '#domain/sync/frames.ts';
import { Clock } from '#platform/clock.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { type OpenLedgerOptions, openLedger } from '../../../src/kiosk/engine/ledger/open-ledger.ts';
import { hubEvents } from '../../kiosk/engine/ledger/ledger-facts.ts';
import { Random } from '../sim/random.ts';

export const KIOSK = 7 as KioskNumber;

/** Settings of a ledger whose ids depend on nothing but the seed. */
export function ledgerFrom(folder: string, seed: number): OpenLedgerOptions {
  const random = new Random(seed);
  let ms = 1_790_000_000_000;
  return {
    folder,
    migrations: migrationsFolder(import.meta.dirname, 'kiosk'),
    kiosk: KIOSK,
    clock: new Clock(),
    newId: () => uuidV7(++ms, Buffer.from(random.hex(20), 'hex')) as EventId,
    newEpoch: () => random.hex(16) as Epoch,
  };
}

/**
 * Writes the ledger of a kiosk with a past: a pruned beginning, an older epoch, touches alone and in groups, the hub's events, an opening.
 * Its files are as a crash leaves them in `crashed` (beside a WAL) and as a good end leaves them in `folder`.
 * Returns the texts of what was pruned: it was recorded too, and rows of it are left in the file's unused places.
 */
export function writeKioskLedger(folder: string, crashed: string): readonly string[] {
  const opened = openLedger(ledgerFrom(folder, 1));
  if (!opened.ok) throw new Error(opened.error.text);
  const ledger = opened.value;
  let n = 0;
  const touch = () => {
    const tag = (++n).toString(16).padStart(32, '0') as CredentialTag;
    const unresolved = { personId: null, directory: 0, sessionId: null, answer: 'no-session' } as const;
    return { type: 'presentation', body: { method: 'card', reader: 'door', tag, ...unresolved } } as const;
  };
  const touches = (count: number) => Array.from({ length: count }, touch);
  for (let round = 0; round < 20; round++) ledger.appendMany(touches(6));
  ledger.recordAck({ seq: 60, hash: ledger.hashAt(60) ?? ledger.head().hash, archivedSeq: 40 });
  const pruned = ledger.read(0, 30, 1e9);
  ledger.prune(30);
  ledger.startNewEpoch('rolled-back');
  ledger.appendHubEvents(hubEvents(40), {
    generation: 'aaaaaaaaaaaaaaaa' as Generation,
    run: 'bbbbbbbbbbbbbbbb' as HubRun,
    position: 40,
  });
  ledger.nextOpeningNumber();
  for (let round = 0; round < 30; round++) ledger.appendMany(touches(5));
  ledger.recordAck({ seq: 200, hash: ledger.hashAt(200) ?? ledger.head().hash, archivedSeq: 150 });
  for (let round = 0; round < 40; round++) ledger.appendMany(touches(1));
  for (const name of readdirSync(folder)) {
    if (name !== 'kiosk.lock' && !name.endsWith('-shm'))
      copyFileSync(join(folder, name), join(crashed, name));
  }
  ledger.close();
  return pruned;
}
