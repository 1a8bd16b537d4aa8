import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkDatabase } from '../../../src/hub/server/backups/check-database.ts';
import { isSound } from '../../../src/hub/server/backups/verify-database.ts';
import { databasePath } from '../../../src/hub/server/store/hub-database.ts';
import { type Campaign, NOTHING_PLAYED, type Played, together } from '../campaign.ts';
import { Random } from '../sim/random.ts';
import { furnishHub } from './furnish-hub.ts';

/** Columns of an event that no chain and no index speaks for. */
const UNPROTECTED = 'received_at';

/** What rot did to what the database says, whether or not anybody notices. */
type Harm = 'event' | 'received_at' | 'other' | 'nothing';

/**
 * One bit of a hub's database turned over, anywhere in the file. Whatever changes an event must be found by the nightly check: by
 * SQLite's own, by the chain, by a signature or by what stands beside the event. What it does to a roster is found only where an index
 * disagrees, and counted.
 */
export const hubBitRot: Campaign = {
  name: 'hub-bit-rot',
  title: 'Bit rot in the hub’s database',
  unit: 'flipped bits',
  perTest: 200,
  atGate: 10_000,
  chunk: 1_000,
  run: (from, count) => Promise.resolve(playFlips(from, count)),
};

function playFlips(from: number, count: number): Played {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bit-rot-'));
  try {
    furnishHub(folder);
    const path = databasePath(folder);
    const whole = readFileSync(path);
    const sound = contentsOf(path);
    const check = checkDatabase(path, () => {});
    if (!check.ok || !isSound(check.value))
      throw new Error('the database is damaged before anything was done to it');
    const flips = Array.from({ length: count }, (_, index) => playFlip(from + index, path, whole, sound));
    return flips.reduce(together, NOTHING_PLAYED);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function playFlip(seed: number, path: string, whole: Buffer, sound: Contents): Played {
  const random = new Random(seed);
  const at = random.whole(0, whole.length - 1);
  const bit = random.whole(0, 7);
  const before = whole[at] ?? 0;
  overwrite(path, at, before ^ (1 << bit));
  const harm = harmDone(sound, contentsOf(path));
  const checked = checkDatabase(path, () => {});
  const isFound = !checked.ok || !isSound(checked.value);
  overwrite(path, at, before);
  const played = { ...NOTHING_PLAYED, totals: countsOf(harm, isFound) };
  if (harm !== 'event' || isFound) return played;
  return {
    ...played,
    failures: [`seed ${seed}: bit ${bit} of byte ${at} changed an event, and nobody noticed`],
  };
}

function countsOf(harm: Harm, isFound: boolean): Readonly<Record<string, number>> {
  const found = isFound ? 1 : 0;
  switch (harm) {
    case 'event':
      return { 'flips that changed an event': 1, '… found': found };
    case 'received_at':
      return { 'flips of nothing but when an event was received': 1, '… of these found': found };
    case 'other':
      return { 'flips that changed a row of another table': 1, '… of those found': found };
    case 'nothing':
      return { 'flips that changed no row': 1, '… found all the same': found };
  }
}

function overwrite(path: string, at: number, byte: number): void {
  for (const rest of ['-wal', '-shm', '-journal']) rmSync(`${path}${rest}`, { force: true });
  const file = openSync(path, 'r+');
  writeSync(file, Uint8Array.of(byte), 0, 1, at);
  closeSync(file);
}

/** Digests of what can be read; undefined: it can't be. */
type Contents = {
  readonly events: string | undefined;
  readonly received: string | undefined;
  readonly heads: string | undefined;
  readonly others: string | undefined;
};

function contentsOf(path: string): Contents {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true });
    const tables = db
      .prepare<[], string>("select name from sqlite_master where type = 'table' order by name")
      .pluck()
      .all();
    const others = tables.filter((name) => name !== 'events' && name !== 'ledger_heads');
    return {
      events: digest(
        db,
        'select kiosk, epoch, seq, id, type, session_id, at, text, hash, flags from events not indexed',
      ),
      received: digest(db, `select ${UNPROTECTED} from events not indexed`),
      heads: digest(db, 'select * from ledger_heads not indexed'),
      others: others
        .map((name) => digest(db as Database.Database, `select * from "${name}" not indexed`))
        .join(),
    };
  } catch {
    return { events: undefined, received: undefined, heads: undefined, others: undefined };
  } finally {
    db?.close();
  }
}

function digest(db: Database.Database, select: string): string | undefined {
  try {
    const hash = createHash('sha256');
    for (const row of db.prepare(`${select} order by rowid`).raw().iterate())
      hash.update(JSON.stringify(row));
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

function harmDone(sound: Contents, now: Contents): Harm {
  if (now.events !== sound.events) return 'event';
  if (now.received !== sound.received) return 'received_at';
  return now.heads !== sound.heads || now.others !== sound.others ? 'other' : 'nothing';
}
