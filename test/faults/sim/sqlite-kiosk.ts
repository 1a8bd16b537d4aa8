import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { Epoch, EpochMs, EventId, Hash, KioskNumber } from '#domain/ids.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import type { Result } from '#domain/result.ts';
import type { SealedEvent } from '#domain/sync/frames.ts';
import type { KioskDirectoryPort, KioskLedgerPort } from '#domain/sync/ports.ts';
import { createLog } from '#platform/log.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import type { Directory } from '../../../src/kiosk/engine/directory/directory.ts';
import { openDirectory } from '../../../src/kiosk/engine/directory/open-directory.ts';
import type { Ledger } from '../../../src/kiosk/engine/ledger/ledger.ts';
import { openLedger } from '../../../src/kiosk/engine/ledger/open-ledger.ts';
import type { Gate, KioskDisk, Row } from './disks.ts';
import type { Random } from './random.ts';

export type SqliteKioskOptions = {
  readonly folder: string;
  readonly kiosk: KioskNumber;
  readonly random: Random;
  readonly gate: Gate;
  readonly nextMs: () => number;
};

const MIGRATIONS = migrationsFolder(import.meta.dirname, 'kiosk');
const EVERYTHING = Number.MAX_SAFE_INTEGER;

/** A kiosk's real disk: its ledger and its directory on SQLite. A copy of its files is a copy of everything. */
export function sqliteKiosk({ folder, kiosk, random, gate, nextMs }: SqliteKioskOptions): KioskDisk {
  mkdirSync(folder, { recursive: true });
  let copies = 0;
  let ledger = openTheLedger();
  let directory = openTheDirectory();

  function openTheLedger(): Ledger {
    return orThrow(
      openLedger({
        folder,
        migrations: MIGRATIONS,
        kiosk,
        clock: {
          read: () => {
            const wall = nextMs() as EpochMs;
            return {
              wall,
              mono: wall % 1_000_000,
              boot: '00112233445566aa',
              hubMinusMono: null,
              uncertaintyMs: null,
            };
          },
        },
        newId: () => uuidV7(nextMs(), Buffer.from(random.hex(20), 'hex')) as EventId,
        newEpoch: () => random.hex(16) as Epoch,
      }),
    );
  }

  function openTheDirectory(): Directory {
    return orThrow(openDirectory({ folder, migrations: MIGRATIONS, log: createLog({ level: 'silent' }) }));
  }

  /** Closes both, lets `change` happen to the files, and opens them again. */
  function reopened(change: () => void): void {
    ledger.close();
    directory.close();
    change();
    ledger = openTheLedger();
    directory = openTheDirectory();
  }

  const gated = (write: () => void): void => {
    gate();
    write();
    gate();
  };

  const ledgerPort: KioskLedgerPort = {
    epoch: () => ledger.epoch(),
    head: () => ledger.head(),
    acked: () => ledger.acked(),
    prunedSeq: () => ledger.prunedSeq(),
    hashAt: (seq) => ledger.hashAt(seq),
    read: (afterSeq, maxEvents, maxBytes) => ledger.read(afterSeq, maxEvents, maxBytes),
    recordAck: (acked) => gated(() => ledger.recordAck(acked)),
    startNewEpoch: (reason) => gated(() => ledger.startNewEpoch(reason)),
    noteHighestOpening: (number) => gated(() => ledger.noteHighestOpening(number)),
    feedCursor: () => ledger.feedCursor(),
    appendHubEvents: (events, cursor) => gated(() => ledger.appendHubEvents(events, cursor)),
    hubEvents: (after, maxEvents, maxBytes) => ledger.hubEvents(after, maxEvents, maxBytes),
  };

  const directoryPort: KioskDirectoryPort = {
    mark: () => directory.mark(),
    lacking: (manifest) => directory.lacking(manifest),
    applyDocuments(manifest, texts) {
      gate();
      const applied = directory.applyDocuments(manifest, texts);
      gate();
      return applied;
    },
  };

  const rowOf = (text: string): Row => {
    const place = eventPlace(text);
    if (place === undefined) throw new Error(`not an event: ${text}`);
    return { origin: place.kiosk, epoch: place.epoch, seq: place.seq, id: place.id, text };
  };

  return {
    port: { ledger: ledgerPort, directory: directoryPort },
    append() {
      let text = '';
      gated(() => {
        text = orThrow(ledger.append('engine-started', { app: random.hex(6) })).text;
      });
      return rowOf(text);
    },
    reopen: () => reopened(() => undefined),
    snapshot() {
      const copy = `${folder}-copy-${++copies}`;
      copyFiles(folder, copy);
      return copy;
    },
    putBack(copy) {
      reopened(() => {
        rmSync(folder, { recursive: true });
        copyFiles(String(copy), folder);
      });
    },
    prune(port) {
      gated(() => ledger.prune(Math.min(port.ledger.acked().archivedSeq, ledger.acked().archivedSeq)));
    },
    // Older epochs are kept, but nobody asks for them again: what of them could be lacking was carried over.
    *own() {
      for (const text of ledger.read(ledger.prunedSeq(), EVERYTHING, EVERYTHING)) yield rowOf(text);
    },
    foreign: () => ledger.hubEvents(0, 1_000_000, EVERYTHING).events as readonly SealedEvent[],
    documents() {
      const db = new Database(join(folder, 'directory.db'), { readonly: true });
      const rows = db.prepare('select doc_id, hash from document').raw().all() as [string, Hash][];
      db.close();
      return new Map(rows);
    },
    idOf: (text) => rowOf(text).id,
    close() {
      ledger.close();
      directory.close();
    },
  };
}

/** The files of a folder, as a backup program finds them while nothing is being written. The lock is no content. */
export function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!name.startsWith('kiosk.lock') && !name.endsWith('-shm'))
      copyFileSync(join(from, name), join(to, name));
  }
}

export function orThrow<T>(result: Result<T, { readonly text: string }>): T {
  if (!result.ok) throw new Error(result.error.text);
  return result.value;
}
