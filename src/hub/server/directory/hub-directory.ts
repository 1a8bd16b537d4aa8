import { randomBytes } from 'node:crypto';
import type { Generation } from '#domain/sync/frames.ts';
import type { HubDirectoryPort } from '#domain/sync/ports.ts';
import type { Log } from '#platform/log.ts';
import type { KioskContacts } from '../kiosks/kiosk-contacts.ts';
import type { HubLedger } from '../ledger/hub-ledger.ts';
import { type HubDatabase, PUT_BACK_KEY } from '../store/hub-database.ts';
import { kioskIdentity } from '../store/kiosk-identity.ts';
import type { DirectoryCache } from './directory-cache.ts';
import { HubRuns } from './hub-runs.ts';
import type { KioskFeed } from './kiosk-feed.ts';

const GENERATION_KEY = 'generation';

type Parts = {
  readonly db: HubDatabase;
  readonly ledger: HubLedger;
  readonly contacts: KioskContacts;
  readonly documents: DirectoryCache;
  readonly feed: KioskFeed;
  readonly log: Log;
};

/** What sync asks of the hub beside its store of events. */
export function hubDirectory({ db, ledger, contacts, documents, feed, log }: Parts): HubDirectoryPort {
  const runs = new HubRuns(db);
  let generation: Generation | undefined;
  return {
    kioskStanding: (kiosk) => kioskIdentity(db, kiosk),
    generation: () => {
      generation ??= generationOf(db);
      return generation;
    },
    run: () => runs.current,
    endOfRun: (run) => runs.endOf(run),
    noteRestored() {
      generation = undefined;
      db.setState(GENERATION_KEY, newGeneration());
      const epoch = ledger.startEpochAfterRestore();
      db.removeState(PUT_BACK_KEY);
      log.warn('older copy of the database recognised', { epoch });
    },
    manifestFor: (kiosk) => documents.manifest(kiosk),
    document: (kiosk, id, hash) => documents.document(kiosk, id, hash),
    feedHead: (kiosk) => feed.head(kiosk),
    feedAfter: (kiosk, position, maxEvents, maxBytes) => feed.after(kiosk, position, maxEvents, maxBytes),
    noteContact: (contact) => contacts.note(contact),
  };
}

/** Drawn when the database is made, and anew whenever it was put back from a copy. */
export function generationOf(db: HubDatabase): Generation {
  const known = db.state(GENERATION_KEY);
  if (known !== undefined) return known as Generation;
  const drawn = newGeneration();
  db.setState(GENERATION_KEY, drawn);
  return drawn;
}

function newGeneration(): Generation {
  return randomBytes(8).toString('hex') as Generation;
}
