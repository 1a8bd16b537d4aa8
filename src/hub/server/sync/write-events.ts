import type { EpochMs, InstitutionId } from '#domain/ids.ts';
import type { IngestOutcome } from '#domain/sync/ports.ts';
import { openDatabase } from '#platform/sqlite.ts';
import { project } from '../ledger/project.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import { CHECKPOINT_PAGES } from '../store/checkpoint-pages.ts';
import { HubDatabase } from '../store/hub-database.ts';
import { type EventAlarm, EventStore, type ReceivedPush } from './event-store.ts';
import { isSignedByKey } from './signatures.ts';
import { columnsOf, type StoredColumns } from './stored-columns.ts';

export type WriterGiven = { readonly path: string; readonly institutionId: InstitutionId };

export type WriterQuestion = { readonly pushes: readonly ReceivedPush[]; readonly now: EpochMs };

/** Given only when all of it is on the disk. */
export type WriterAnswer = {
  readonly outcomes: readonly IngestOutcome[];
  readonly stored: StoredColumns;
  readonly alarms: readonly EventAlarm[];
};

/** Opens a connection of its own to the hub's database, and stores pushes through it. */
export function openEventWriting({
  path,
  institutionId,
}: WriterGiven): (question: WriterQuestion) => WriterAnswer {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.text);
  opened.value.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES.ofWriter}`);
  const db = new HubDatabase(opened.value);
  let now = 0 as EpochMs;
  let stored: readonly StoredEvent[] = [];
  let alarms: EventAlarm[] = [];
  const store = new EventStore({
    sqlite: db.sqlite,
    institutionId,
    now: () => now,
    isSignedBy: isSignedByKey,
    project: (events) => project(db, events),
    onStored: (events) => {
      stored = events;
    },
    onAlarm: (alarm) => alarms.push(alarm),
  });
  return ({ pushes, ...question }) => {
    now = question.now;
    stored = [];
    alarms = [];
    const outcomes = store.ingest(pushes);
    return { outcomes, stored: columnsOf(stored, pushes, outcomes), alarms };
  };
}
