import { randomBytes } from 'node:crypto';
import type { ImportTable as CountedTable, ImportCount } from '#contracts/hub-api/imports.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { EpochMs } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import type { Problems } from './problems.ts';

/** What every part of an import works with. All of it runs in one transaction. */
export type ImportContext = {
  readonly db: HubDatabase;
  readonly cardKey: Uint8Array;
  readonly now: EpochMs;
  /** Of the campus: IANA. */
  readonly timeZone: string;
  readonly problems: Problems;
  readonly count: (table: CountedTable, what: keyof ImportCount, by?: number) => void;
};

/** A new opaque id. */
export function newId<Id extends string>(now: EpochMs): Id {
  return uuidV7(now, randomBytes(10)) as Id;
}
