import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { uuidV5 } from '#domain/ids/uuid5.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type {
  CredentialTag,
  Epoch,
  EpochMs,
  EventId,
  InstitutionId,
  KioskNumber,
  PersonId,
  Seq,
  SessionId,
} from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import type { LedgerPoint } from '#domain/sync/frames.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase, type SqliteDatabase } from '#platform/sqlite.ts';
import { EventStore, type ReceivedPush } from '../src/hub/server/sync/event-store.ts';
import { isSignedByKey } from '../src/hub/server/sync/signatures.ts';

/** How many events of kiosks' ledgers the hub takes in, each batch one durable transaction. */
export type IngestFigures = {
  readonly name: 'ingest';
  readonly events: number;
  readonly batch: number;
  /** Chain checked, events read, both indexes kept, signature of the head verified. The goal is 60,000 or more. */
  readonly signedPerSecond: number;
  /** The same without verifying the signature. */
  readonly unsignedPerSecond: number;
  /** Everything sent a second time. */
  readonly repeatedPerSecond: number;
  /** The same bytes in the same rows into a table with the same key and indexes, and nothing else. */
  readonly plainPerSecond: number;
  /** Signed by plain. */
  readonly ratio: number;
};

const KIOSKS = 20;
const BATCH = 500;
const BATCHES = 200;

const INSTITUTION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as InstitutionId;
const MIGRATIONS = migrationsFolder(import.meta.dirname, 'hub');

/** Measures on the disk that holds the system's temporary folder; the three take turns, batch by batch, so that what else the machine does meets all alike. */
export function benchIngest(): IngestFigures {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const pushes = makePushes();
  const signed = openStore(join(folder, 'signed.db'), isSignedByKey);
  const unsigned = openStore(join(folder, 'unsigned.db'), () => true);
  const plain = openHub(join(folder, 'plain.db'));
  const ms = { signed: 0, unsigned: 0, plain: 0, repeated: 0 };
  const add = insertPlainly(plain);
  try {
    for (const push of pushes) {
      ms.signed += timed(() => ingest(signed.store, push));
      ms.unsigned += timed(() => ingest(unsigned.store, push));
      const rows = rowsOf(signed.db, push);
      ms.plain += timed(() => add(rows));
    }
    for (const push of pushes) ms.repeated += timed(() => ingest(signed.store, push));
  } finally {
    for (const db of [signed.db, unsigned.db, plain]) db.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const perSecond = (each: number) => Math.round((BATCH * BATCHES * 1_000) / each);
  return {
    name: 'ingest',
    events: BATCH * BATCHES,
    batch: BATCH,
    signedPerSecond: perSecond(ms.signed),
    unsignedPerSecond: perSecond(ms.unsigned),
    repeatedPerSecond: perSecond(ms.repeated),
    plainPerSecond: perSecond(ms.plain),
    ratio: Math.round((ms.plain / ms.signed) * 100) / 100,
  };
}

function ingest(store: EventStore, push: ReceivedPush): void {
  const [outcome] = store.ingest([push]);
  if (outcome?.kind !== 'stored') throw new Error(`not stored: ${outcome?.kind}`);
}

/** Kiosks in turn, as they come in from a campus that was offline: cards at doors, forty classes. */
function makePushes(): readonly ReceivedPush[] {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const heads = new Map<KioskNumber, LedgerPoint>();
  return Array.from({ length: BATCHES }, (_, index) => {
    const kiosk = ((index % KIOSKS) + 1) as KioskNumber;
    const epoch = kiosk.toString(16).padStart(16, '0') as Epoch;
    const before = heads.get(kiosk) ?? { seq: 0, hash: GENESIS };
    let { seq, hash } = before;
    const events = Array.from({ length: BATCH }, () => {
      const text = touchAt(kiosk, epoch, ++seq as Seq);
      hash = fastEventHash(epoch, seq, hash, text);
      return text;
    });
    heads.set(kiosk, { seq, hash });
    const bytes = headBytes({ institutionId: INSTITUTION, kiosk, epoch, seq, hash });
    const signature = sign(null, bytes, privateKey).toString('base64url');
    const head = { seq, hash, signature };
    return {
      kiosk,
      publicKey: raw,
      push: { type: 'push', epoch, from: before.seq + 1, events, head, more: 0 },
    };
  });
}

function touchAt(kiosk: KioskNumber, epoch: Epoch, seq: Seq): string {
  const at = 1_800_000_000_000 + seq * 1_500;
  const random = Buffer.from(fastEventHash(epoch, seq, GENESIS, 'id'), 'hex');
  const session = uuidV5(INSTITUTION, `class ${kiosk * 2 + (seq > 2_500 ? 1 : 0)}`) as SessionId;
  const personId = uuidV5(INSTITUTION, `person ${seq % 400}`) as PersonId;
  return encodeEvent({
    kiosk,
    epoch,
    seq,
    id: uuidV7(at, random.subarray(0, 10)) as EventId,
    type: 'presentation',
    v: 1,
    clock: {
      wall: at as EpochMs,
      mono: seq * 1_500,
      boot: '00112233445566aa',
      hubMinusMono: 1_799_999_999_000,
      uncertaintyMs: 3,
    },
    body: {
      method: 'card',
      reader: 'door',
      tag: random.toString('hex').slice(0, 32) as CredentialTag,
      personId,
      directory: 12,
      sessionId: session,
      answer: 'present',
    },
  });
}

function openHub(path: string): SqliteDatabase {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.text);
  const migrated = migrate(opened.value, MIGRATIONS);
  if (!migrated.ok) throw new Error(migrated.error.text);
  return opened.value;
}

function openStore(
  path: string,
  isSignedBy: typeof isSignedByKey,
): { readonly db: SqliteDatabase; readonly store: EventStore } {
  const db = openHub(path);
  const store = new EventStore({
    sqlite: db,
    institutionId: INSTITUTION,
    now: () => Date.now() as EpochMs,
    isSignedBy,
    project: () => undefined,
    onStored: () => undefined,
    onAlarm: ({ kind }) => {
      throw new Error(kind);
    },
  });
  return { db, store };
}

function rowsOf(db: SqliteDatabase, { kiosk, push }: ReceivedPush): readonly unknown[][] {
  const rows = db.prepare('select * from events where kiosk = ? and epoch = ? and seq between ? and ?').raw();
  return rows.all(kiosk, push.epoch, push.from, push.head.seq) as unknown[][];
}

function insertPlainly(db: SqliteDatabase): (rows: readonly unknown[][]) => void {
  const insert = db.prepare('insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const all = db.transaction((rows: readonly unknown[][]) => {
    for (const row of rows) insert.run(...row);
  });
  return (rows) => all.immediate(rows);
}

function timed(work: () => void): number {
  const before = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - before) / 1e6;
}

if (import.meta.main) {
  const figures = benchIngest();
  process.stdout.write(
    `${figures.name}: ${figures.events} events in batches of ${figures.batch}, each one durable transaction\n` +
      `  signed   ${figures.signedPerSecond}/s (goal: 60,000 or more)\n` +
      `  unsigned ${figures.unsignedPerSecond}/s\n` +
      `  repeated ${figures.repeatedPerSecond}/s\n` +
      `  plain    ${figures.plainPerSecond}/s\n` +
      `  ratio    ${figures.ratio}\n`,
  );
}
