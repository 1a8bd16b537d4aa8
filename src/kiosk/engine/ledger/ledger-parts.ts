import type { Epoch, EventId, KioskNumber } from '#domain/ids.ts';
import type { Clock } from '#platform/clock.ts';
import type { ProcessLock } from '#platform/process-lock.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import type { HubStream } from './hub-stream.ts';
import type { LedgerNotes } from './ledger-mark.ts';
import type { LedgerStatements } from './ledger-statements.ts';
import type { OpeningNumbers } from './opening-numbers.ts';
import type { WriteGuard } from './write-guard.ts';

/** What a ledger is made of once its file was opened and found sound. */
export type LedgerParts = {
  readonly db: SqliteDatabase;
  readonly sql: LedgerStatements;
  readonly lock: ProcessLock;
  readonly kiosk: KioskNumber;
  readonly clock: Pick<Clock, 'read'>;
  readonly newId: () => EventId;
  readonly newEpoch: () => Epoch;
  readonly hub: HubStream;
  readonly openings: OpeningNumbers;
  readonly guard: WriteGuard;
  readonly notes: LedgerNotes;
};
