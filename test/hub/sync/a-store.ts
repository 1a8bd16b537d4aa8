import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Epoch, EpochMs, EventId, Hash, InstitutionId, KioskNumber, Seq } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase, type SqliteDatabase } from '#platform/sqlite.ts';
import type { StoredEvent } from '../../../src/hub/server/ledger/stored-event.ts';
import { type EventAlarm, EventStore, type ReceivedPush } from '../../../src/hub/server/sync/event-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export const INSTITUTION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as InstitutionId;
export const EPOCH = '0123456789abcdef' as Epoch;
export const KIOSK = 7 as KioskNumber;
const NOW = 1_800_000_000_000 as EpochMs;

export type TestStore = {
  readonly db: SqliteDatabase;
  readonly store: EventStore;
  readonly projected: StoredEvent[];
  readonly told: StoredEvent[];
  readonly alarms: EventAlarm[];
  rows(): readonly Readonly<Record<string, unknown>>[];
};

/** A store on a fresh database. Its signatures are the hex of what was signed. */
export function openStore(): TestStore {
  const opened = openDatabase(join(temporaryFolder(), 'hub.db'));
  if (!opened.ok) throw new Error(opened.error.text);
  const db = opened.value;
  onTestFinished(() => void db.close());
  const migrated = migrate(db, migrationsFolder(import.meta.dirname, 'hub'));
  if (!migrated.ok) throw new Error(migrated.error.text);
  const projected: StoredEvent[] = [];
  const told: StoredEvent[] = [];
  const alarms: EventAlarm[] = [];
  const store = new EventStore({
    sqlite: db,
    institutionId: INSTITUTION,
    now: () => NOW,
    isSignedBy: (_key, bytes, signature) => Buffer.from(bytes).toString('hex') === signature,
    project: (stored) => {
      if (!db.inTransaction) throw new Error('not in the transaction');
      projected.push(...stored);
    },
    onStored: (stored) => {
      if (db.inTransaction) throw new Error('not committed');
      told.push(...stored);
    },
    onAlarm: (alarm) => alarms.push(alarm),
  });
  const rows = () =>
    db.prepare('select * from events order by kiosk, epoch, seq').all() as Readonly<
      Record<string, unknown>
    >[];
  return { db, store, projected, told, alarms, rows };
}

export function eventId(n: number): EventId {
  return `0190aaaa-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as EventId;
}

export function textOf(seq: number, more: Partial<Envelope> = {}): string {
  return encodeEvent({
    kiosk: KIOSK,
    epoch: EPOCH,
    seq: seq as Seq,
    id: eventId(seq),
    type: 'engine-started',
    v: 1,
    clock: {
      wall: (NOW - 5) as EpochMs,
      mono: 10,
      boot: '00112233445566aa',
      hubMinusMono: null,
      uncertaintyMs: null,
    },
    body: { app: `${seq}` },
    ...more,
  });
}

/** A push of these texts after what came `before`. */
export function pushOf(
  texts: readonly string[],
  before: { readonly seq: number; readonly hash: Hash } = { seq: 0, hash: GENESIS },
  { kiosk = KIOSK, epoch = EPOCH }: { readonly kiosk?: KioskNumber; readonly epoch?: Epoch } = {},
): ReceivedPush {
  let { seq, hash } = before;
  for (const text of texts) hash = eventHash(epoch, ++seq, hash, text);
  const bytes = headBytes({ institutionId: INSTITUTION, kiosk, epoch, seq, hash });
  const signature = Buffer.from(bytes).toString('hex');
  const head = { seq, hash, signature };
  return {
    kiosk,
    publicKey: new Uint8Array(32),
    push: { type: 'push', epoch, from: before.seq + 1, events: texts, head, more: 0 },
  };
}
