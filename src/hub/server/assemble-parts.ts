import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { KioskNumber, SessionId } from '#domain/ids.ts';
import type { HubDirectoryPort } from '#domain/sync/ports.ts';
import type { Log } from '#platform/log.ts';
import { BackupKeeper } from './backups/backup-keeper.ts';
import { DatabaseWatch } from './backups/database-watch.ts';
import { DirectoryCache } from './directory/directory-cache.ts';
import { hubDirectory } from './directory/hub-directory.ts';
import { KioskFeed } from './directory/kiosk-feed.ts';
import { ManifestRevisions } from './directory/manifest-revisions.ts';
import { HubDisk, type HubDiskOptions } from './disk/hub-disk.ts';
import type { HubKeys } from './hub-keys.ts';
import type { HubAddress, HubClock, HubParts } from './hub-parts.ts';
import { KioskContacts } from './kiosks/kiosk-contacts.ts';
import { HubLedger } from './ledger/hub-ledger.ts';
import { project } from './ledger/project.ts';
import type { StoredEvent } from './ledger/stored-event.ts';
import { LiveChannels } from './live/live-channels.ts';
import { prepareInstitution } from './prepare-institution.ts';
import { HubReads } from './reads/hub-reads.ts';
import { campusTimes } from './registers/campus-times.ts';
import { Registers } from './registers/registers.ts';
import type { HubSettings } from './settings.ts';
import { institutionOf } from './store/campus-store.ts';
import { type HubDatabase, PUT_BACK_KEY } from './store/hub-database.ts';
import { type EventAlarm, EventStore } from './sync/event-store.ts';
import { EventWriter } from './sync/event-writer.ts';
import { isSignedByKey } from './sync/signatures.ts';

/** What the hub is made of, before anything of it can be reached from outside. */
export type Assembly = {
  readonly parts: HubParts;
  readonly events: EventStore;
  /** What kiosks push goes through this one. */
  readonly writer: EventWriter;
  readonly contacts: KioskContacts;
  readonly revisions: ManifestRevisions;
  /** What sync asks of the hub beside its store of events. */
  readonly directory: HubDirectoryPort;
  readonly channels: LiveChannels;
  readonly backups: BackupKeeper;
  readonly watch: DatabaseWatch;
  /** Tells everybody inside what has just been committed, whoever stored it. */
  readonly onStored: (stored: readonly StoredEvent[]) => void;
  /** To be told as well, once there is somebody to tell. */
  readonly tell: (listener: StoredListener) => void;
};

export type StoredListener = (stored: readonly StoredEvent[], concerned: ReadonlySet<KioskNumber>) => void;

type Given = {
  readonly settings: HubSettings;
  readonly db: HubDatabase;
  readonly keys: HubKeys;
  readonly clock: HubClock;
  readonly log: Log;
  readonly address: () => HubAddress;
} & Partial<Pick<HubDiskOptions, 'ballastBytes' | 'onFailed'>>;

export function assembleParts({ settings, db, keys, clock, log, address, ...about }: Given): Assembly {
  const disk = diskUnder(db, clock, log, about);
  const institutionId = prepareInstitution(db, clock.now());
  const listeners: StoredListener[] = [];
  const registers = new Registers(db, clock.now);
  const contacts = new KioskContacts(db, clock.now);
  const revisions = new ManifestRevisions(db, clock.now);
  const documents = new DirectoryCache({ db, now: clock.now, address, revisions });
  const feed = new KioskFeed({ db, disk, now: clock.now, epochOf: (kiosk) => contacts.of(kiosk)?.epoch });
  const channels = new LiveChannels({ db, registers, clock });
  const onStored = (stored: readonly StoredEvent[]) => {
    const changed: ReadonlySet<SessionId> = registers.noteStored(stored);
    const concerned = feed.noteStored(stored);
    for (const sessionId of changed) channels.publish(sessionId);
    for (const listener of listeners) listener(stored, concerned);
  };
  const onAlarm = (alarm: EventAlarm) => log.error('ledger contradicts itself', alarm);
  const ledger = new HubLedger({ db, readClock: clock.read, random: randomBytes, onStored });
  const events = new EventStore({
    sqlite: db.sqlite,
    institutionId,
    now: clock.now,
    isSignedBy: isSignedByKey,
    project: (stored) => project(db, stored),
    onStored,
    onAlarm,
  });
  const writer = new EventWriter({
    ...{ path: db.sqlite.name, institutionId, now: clock.now, log, onStored, onAlarm },
  });
  const directory = hubDirectory({ db, ledger, contacts, documents, feed, log });
  if (db.state(PUT_BACK_KEY) !== undefined) directory.noteRestored();
  const reads = new HubReads({ db, registers, clock, log, threads: settings.readThreads });
  const parts = { settings, institutionId, db, disk, keys, clock, log, ledger, registers, reads, address };
  const hourNow = () =>
    Number(campusTimes(institutionOf(db).timeZone).time(clock.now(), 'minute').slice(0, 2));
  return {
    parts,
    ...{ events, writer, contacts, revisions, directory, channels, onStored },
    backups: new BackupKeeper(parts, events),
    watch: new DatabaseWatch({ ...parts, hourNow }),
    tell: (listener) => listeners.push(listener),
  };
}

/** When the hub last tried whether its disk takes anything. */
const PROBED_KEY = 'disk_probed_at';

function diskUnder(
  db: HubDatabase,
  clock: HubClock,
  log: Log,
  { ballastBytes = 0, onFailed = () => undefined }: Pick<Given, 'ballastBytes' | 'onFailed'>,
): HubDisk {
  return new HubDisk({
    folder: dirname(db.sqlite.name),
    probe: () => db.transaction(() => db.setState(PROBED_KEY, String(clock.now()))),
    log,
    ballastBytes,
    onFailed,
  });
}
