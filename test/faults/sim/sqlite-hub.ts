import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import {
  type Epoch,
  type EpochMs,
  type EventId,
  type Hash,
  HUB_ORIGIN,
  type InstitutionId,
  type KioskNumber,
  type Seq,
} from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import type { DocumentRef, ForeignEvent, Generation } from '#domain/sync/frames.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import type { HubDirectoryPort, KioskContact } from '#domain/sync/ports.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase } from '#platform/sqlite.ts';
import { HubRuns } from '../../../src/hub/server/directory/hub-runs.ts';
import type { StoredEvent } from '../../../src/hub/server/ledger/stored-event.ts';
import { HubDatabase } from '../../../src/hub/server/store/hub-database.ts';
import { type EventAlarm, EventStore } from '../../../src/hub/server/sync/event-store.ts';
import type { HubDisk, Row } from './disks.ts';
import type { Random } from './random.ts';
import { orThrow } from './sqlite-kiosk.ts';

export type SqliteHubOptions = {
  readonly folder: string;
  readonly institutionId: InstitutionId;
  readonly random: Random;
  readonly publicKeyOf: (kiosk: KioskNumber) => Uint8Array;
  readonly isSignedBy: (publicKey: Uint8Array, bytes: Uint8Array, signature: string) => boolean;
  readonly onContact: (contact: KioskContact) => void;
  readonly now: () => EpochMs;
};

const MIGRATIONS = migrationsFolder(import.meta.dirname, 'hub');
const EVENT_COLUMNS = 'e.kiosk origin, e.epoch, e.seq, e.hash, e.text';

/** A hub's real disk: the store of events on SQLite. Its documents and feed are the simplest that tell the same story. */
export function sqliteHub(options: SqliteHubOptions): HubDisk {
  const { folder, institutionId, random, publicKeyOf, isSignedBy, onContact, now } = options;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'hub.db');
  /** Kiosks that an event of the hub concerns, by its id: not on the disk, because it never changes. */
  const targets = new Map<string, readonly KioskNumber[]>();
  let copies = 0;
  let { db, store } = open();

  function open(): { db: Database.Database; store: EventStore } {
    const opened = orThrow(openDatabase(path));
    orThrow(migrate(opened, MIGRATIONS));
    const fresh = new EventStore({
      sqlite: opened,
      institutionId,
      now,
      isSignedBy,
      project,
      onStored: () => undefined,
      onAlarm(alarm) {
        if (isKeptBeside(opened, alarm)) return;
        const { kind, kiosk, seq } = alarm;
        throw new Error(`alarm: ${kind} at ${kiosk}/${seq}`);
      },
    });
    return { db: opened, store: fresh };
  }

  function state(key: string): string | undefined {
    return db.prepare('select value from hub_state where key = ?').pluck().get(key) as string | undefined;
  }

  function setState(key: string, value: string): void {
    db.prepare(
      'insert into hub_state (key, value) values (?, ?) on conflict do update set value = excluded.value',
    ).run(key, value);
  }

  function offer(kiosk: KioskNumber, origin: KioskNumber, epoch: Epoch, seq: number): void {
    db.prepare('insert or ignore into kiosk_feed (kiosk, origin, epoch, seq) values (?, ?, ?, ?)').run(
      kiosk,
      origin,
      epoch,
      seq,
    );
  }

  /** In the transaction that stores them: whom new events concern. */
  function project(stored: readonly StoredEvent[]): void {
    for (const { envelope } of stored) {
      const { kiosk, epoch, seq, id } = envelope;
      if (kiosk === HUB_ORIGIN) for (const one of targets.get(id) ?? []) offer(one, kiosk, epoch, seq);
      else offerOlder(kiosk);
    }
  }

  /** A kiosk's own older epochs; which is the present one is known from its latest push. */
  function offerOlder(kiosk: KioskNumber, epoch = pushing): void {
    const newest = db
      .prepare('select epoch from ledger_heads where kiosk = ? order by first_at desc, rowid desc limit 1')
      .pluck();
    const current = epoch ?? (newest.get(kiosk) as Epoch | undefined);
    db.prepare(
      `insert or ignore into kiosk_feed (kiosk, origin, epoch, seq)
       select kiosk, kiosk, epoch, seq from events where kiosk = ? and epoch <> ? order by epoch, seq`,
    ).run(kiosk, current);
  }

  let pushing: Epoch | undefined;

  function startGeneration(): void {
    setState('generation', random.hex(16));
    setState('own_epoch', random.hex(16));
  }

  function documentsOf(kiosk: KioskNumber): {
    readonly rev: number;
    readonly texts: Readonly<Record<string, string>>;
  } {
    const text = state(`documents/${kiosk}`);
    return text === undefined ? { rev: 0, texts: {} } : JSON.parse(text);
  }

  function refsOf(kiosk: KioskNumber): readonly DocumentRef[] {
    return Object.entries(documentsOf(kiosk).texts).map(([id, text]) => [id, documentHash(text)] as const);
  }

  const directory: HubDirectoryPort = {
    kioskStanding: (kiosk) => ({ publicKey: publicKeyOf(kiosk), revoked: false }),
    generation: () => state('generation') as Generation,
    run: () => runs.current,
    endOfRun: (run) => runs.endOf(run),
    noteRestored: startGeneration,
    manifestFor: (kiosk) => manifestOf(documentsOf(kiosk).rev, refsOf(kiosk)),
    document(kiosk, id, hash) {
      const text = documentsOf(kiosk).texts[id];
      return text !== undefined && documentHash(text) === hash ? text : undefined;
    },
    feedHead: (kiosk) =>
      (db.prepare('select max(position) from kiosk_feed where kiosk = ?').pluck().get(kiosk) as
        | number
        | null) ?? 0,
    feedAfter(kiosk, position, maxEvents) {
      const rows = db
        .prepare(
          `select f.position, ${EVENT_COLUMNS} from kiosk_feed f
           join events e on e.kiosk = f.origin and e.epoch = f.epoch and e.seq = f.seq
           where f.kiosk = ? and f.position > ? order by f.position limit ?`,
        )
        .all(kiosk, position, maxEvents) as (ForeignEvent & { position: number })[];
      return { events: rows, position: rows.at(-1)?.position ?? position };
    },
    noteContact(contact) {
      offerOlder(contact.kiosk, contact.epoch);
      onContact(contact);
    },
  };

  startGeneration();
  let runs = new HubRuns(new HubDatabase(db), () => Buffer.from(random.hex(16), 'hex'));

  return {
    // The store is another one after each start.
    port: {
      events: {
        headOf: (kiosk, epoch) => store.headOf(kiosk, epoch),
        archivedSeq: (kiosk, epoch) => store.archivedSeq(kiosk, epoch),
        highestOpening: (kiosk) => store.highestOpening(kiosk),
        acceptOffer: (from, events) => store.acceptOffer(from, events),
      },
      directory,
    },
    ingest(kiosk, push) {
      pushing = push.epoch;
      const [outcome] = store.ingest([{ kiosk, publicKey: publicKeyOf(kiosk), push }]);
      pushing = undefined;
      if (outcome === undefined) throw new Error('no outcome');
      return outcome;
    },
    append(concerned) {
      const epoch = state('own_epoch') as Epoch;
      const head = store.headOf(HUB_ORIGIN, epoch) ?? { seq: 0, hash: GENESIS };
      const seq = head.seq + 1;
      const at = now();
      const id = uuidV7(at, Buffer.from(random.hex(20), 'hex')) as EventId;
      const clock = { wall: at, mono: 0, boot: '00112233445566bb', hubMinusMono: null, uncertaintyMs: null };
      const body = { app: 'hub' };
      const text = encodeEvent({
        kiosk: HUB_ORIGIN,
        epoch,
        seq: seq as Seq,
        id,
        type: 'engine-started',
        v: 1,
        clock,
        body,
      });
      const hash: Hash = eventHash(epoch, seq, head.hash, text);
      targets.set(id, concerned);
      db.transaction(() => {
        db.prepare(
          `insert into events (kiosk, epoch, seq, id, type, at, text, hash, received_at)
           values (0, ?, ?, ?, 'engine-started', ?, ?, ?, ?)`,
        ).run(epoch, seq, id, at, text, hash, at);
        db.prepare(
          `insert into ledger_heads (kiosk, epoch, seq, hash, first_at, updated_at) values (0, ?, ?, ?, ?, ?)
           on conflict do update set seq = excluded.seq, hash = excluded.hash`,
        ).run(epoch, seq, hash, at, at);
        for (const kiosk of concerned) offer(kiosk, HUB_ORIGIN, epoch, seq);
      }).immediate();
      return { origin: HUB_ORIGIN, epoch, seq, id, text };
    },
    setDocument(kiosk, id, text) {
      const { rev, texts } = documentsOf(kiosk);
      setState(`documents/${kiosk}`, JSON.stringify({ rev: rev + 1, texts: { ...texts, [id]: text } }));
    },
    documents: refsOf,
    textOf: (kiosk, id) => documentsOf(kiosk).texts[id],
    *meantFor(kiosk) {
      yield* directory.feedAfter(kiosk, 0, 1_000_000, 0).events;
    },
    snapshot() {
      const copy = `${path}-copy-${++copies}`;
      copyDatabase(path, copy);
      return copy;
    },
    putBack(copy, told) {
      db.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
      copyDatabase(String(copy), path);
      ({ db, store } = open());
      if (told) startGeneration();
    },
    archive() {
      store.markArchived(
        db.prepare('select kiosk, epoch, seq from ledger_heads').all() as {
          kiosk: KioskNumber;
          epoch: Epoch;
          seq: number;
        }[],
      );
    },
    start() {
      runs = new HubRuns(new HubDatabase(db), () => Buffer.from(random.hex(16), 'hex'));
      setState('own_epoch', random.hex(16));
    },
    reopen() {
      db.close();
      ({ db, store } = open());
    },
    *rows(): Iterable<Row> {
      const rows = db.prepare(`select ${EVENT_COLUMNS} from events e`).all() as ForeignEvent[];
      for (const row of rows) yield { ...row, id: eventPlace(row.text)?.id ?? '' };
    },
    ids: () =>
      new Set(
        (db.prepare('select distinct id from events').pluck().all() as (string | null)[]).map(
          (id) => id ?? '',
        ),
      ),
    headOf: (kiosk, epoch) => store.headOf(kiosk, epoch as Epoch),
    close: () => db.close(),
  };
}

/** The one alarm that honest kiosks may give: of a place that was given out twice both events are there, one under another epoch. */
function isKeptBeside(db: Database.Database, { kind, kiosk, epoch, seq }: EventAlarm): boolean {
  if (kind !== 'other-bytes') return false;
  const texts = db
    .prepare('select text from events where kiosk = ? and epoch <> ? and seq = ?')
    .pluck()
    .all(kiosk, epoch, seq) as string[];
  return texts.some((text) => eventPlace(text)?.epoch === epoch);
}

function copyDatabase(from: string, to: string): void {
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}
