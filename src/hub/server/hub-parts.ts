import type { EpochMs, InstitutionId } from '#domain/ids.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import type { Log } from '#platform/log.ts';
import type { HubDisk } from './disk/hub-disk.ts';
import type { HubKeys } from './hub-keys.ts';
import type { HubLedger } from './ledger/hub-ledger.ts';
import type { HubReads } from './reads/hub-reads.ts';
import type { Registers } from './registers/registers.ts';
import type { HubSettings } from './settings.ts';
import type { HubDatabase } from './store/hub-database.ts';

/** The hub's own time is the time everyone else's is corrected to. */
export type HubClock = {
  readonly read: () => ClockReading;
  readonly now: () => EpochMs;
};

/** Where browsers and kiosks find this hub. */
export type HubAddress = {
  /** Without a slash at the end. */
  readonly url: string;
  /** Host with port, as it stands in room codes. */
  readonly host: string;
  readonly secure: boolean;
};

/** What routes, services and jobs are given. */
export type HubParts = {
  readonly settings: HubSettings;
  readonly institutionId: InstitutionId;
  readonly db: HubDatabase;
  readonly disk: HubDisk;
  readonly keys: HubKeys;
  readonly clock: HubClock;
  readonly log: Log;
  readonly ledger: HubLedger;
  readonly registers: Registers;
  /** For whatever goes through much of the database at once. */
  readonly reads: HubReads;
  /** Known once the hub listens. */
  readonly address: () => HubAddress;
};
