import Database from 'better-sqlite3';
import type { EpochMs } from '#domain/ids.ts';
import { Registers } from '../registers/registers.ts';
import { HubDatabase } from '../store/hub-database.ts';
import type { ReadParts } from './reads.ts';

/** As long as anybody waits for a page; in this mode only a checkpoint of the log can be in the way. */
const BUSY_MS = 5_000;

/** A second connection to the hub's database, for reading only. */
export function openReadParts(path: string): { readonly partsAt: (now: EpochMs) => ReadParts } {
  const sqlite = new Database(path, { readonly: true, timeout: BUSY_MS });
  const db = new HubDatabase(sqlite);
  let asOf = 0 as EpochMs;
  const clock = {
    now: () => asOf,
    read: () => {
      throw new Error('a read has no clock of its own');
    },
  };
  let registers = new Registers(db, clock.now);
  let version = 0;
  return {
    partsAt(now) {
      asOf = now;
      // Nobody tells this thread what was stored, but SQLite knows that something was: then everything is read afresh.
      const seen = Number(sqlite.pragma('data_version', { simple: true }));
      if (seen !== version) registers = new Registers(db, clock.now);
      version = seen;
      return { db, registers, clock };
    },
  };
}
