import { join } from 'node:path';
import type { Epoch, EventId, KioskNumber, Seq } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Clock } from '#platform/clock.ts';
import { type DatabaseProblem, problemOf } from '#platform/database-problem.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { migrate } from '#platform/migrate.ts';
import { openDatabase, SMALL_CACHE_KIB, type SqliteDatabase } from '#platform/sqlite.ts';
import { fsyncFile } from '#platform/write-file-atomically.ts';
import { carriedText } from '../carried-text.ts';
import { HubStream } from '../hub-stream.ts';
import type { Damage } from '../ledger-problem.ts';
import {
  freshEpoch,
  insertEvent,
  type LedgerStatements,
  prepareLedgerStatements,
} from '../ledger-statements.ts';
import { OpeningNumbers } from '../opening-numbers.ts';
import type { Point } from '../stored.ts';
import type { Salvage } from './salvage.ts';

export type NewLedgerOptions = {
  /** Of the file to be; nothing is there yet. */
  readonly path: string;
  readonly folder: string;
  readonly migrations: string;
  readonly kiosk: KioskNumber;
  readonly clock: Pick<Clock, 'read'>;
  readonly newId: () => EventId;
  readonly newEpoch: () => Epoch;
};

/** As many events as are listed one by one; beyond that the count says enough. */
const MOST_LISTED = 50;

/** Hub events in one transaction. */
const HUB_EVENTS_AT_ONCE = 1_000;

/** Writes a ledger that begins with what was salvaged of another: one epoch, one file, all of it on the disk on return. */
export function writeHealedLedger(
  options: NewLedgerOptions,
  damage: Damage,
  saved: Salvage,
): Result<void, DatabaseProblem> {
  const { path, migrations, folder } = options;
  const opened = openDatabase(path, SMALL_CACHE_KIB);
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const migrated = migrate(db, join(migrations, 'ledger'));
    if (!migrated.ok) return migrated;
    db.transaction(() => writeEvents(db, options, damage, saved)).immediate();
    writeHubEvents(db, saved);
    goOnNumbering(db, join(folder, 'openings.json'), saved.highestOpening);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    return { ok: false, error: problemOf(error, path) };
  } finally {
    db.close();
  }
  fsyncFile(path);
  return ok(undefined);
}

function writeEvents(db: SqliteDatabase, options: NewLedgerOptions, damage: Damage, saved: Salvage): void {
  const sql = prepareLedgerStatements(db);
  const { kiosk } = options;
  const [number, epoch] = [saved.epochs + 1, options.newEpoch()];
  sql.insertEpoch.run(freshEpoch(number, epoch, kiosk));
  const chain = new NewChain(sql, number, epoch);
  const clock = options.clock.read();
  const own = (type: 'epoch-started' | 'ledger-healed', body: unknown) =>
    chain.add((seq) =>
      encodeEvent({ kiosk, epoch, seq: seq as Seq, id: options.newId(), type, v: 1, clock, body }),
    );
  own('epoch-started', {
    reason: 'damaged',
    previous: saved.previous,
  } satisfies EventBody<'epoch-started'>);
  for (const { text } of saved.events) {
    chain.add((seq) => {
      const carried = carriedText(text.toString('utf8'), { kiosk, epoch, seq });
      if (carried === undefined) throw new Error('an event was salvaged that is none');
      return carried;
    });
  }
  // At the end, where the newest events are: that is what a kiosk reads to know what to show.
  own('ledger-healed', healedBody(damage, saved));
}

function healedBody({ found }: Damage, { events, lost, mayBeMore }: Salvage): EventBody<'ledger-healed'> {
  const unproven = events.filter(({ proof }) => proof === 'unproven');
  return {
    found,
    salvaged: events.length,
    repaired: events.filter(({ proof }) => proof === 'repaired').length,
    unproven: unproven.length,
    unprovenAt: unproven.slice(0, MOST_LISTED).map(({ epoch, seq }) => ({ epoch, seq: seq as Seq })),
    lost,
    mayBeMore,
  };
}

/** Adds events one after the other without holding them. */
class NewChain {
  readonly #sql: LedgerStatements;
  readonly #number: number;
  readonly #epoch: Epoch;
  #head: Point = { seq: 0, hash: GENESIS };

  constructor(sql: LedgerStatements, number: number, epoch: Epoch) {
    this.#sql = sql;
    this.#number = number;
    this.#epoch = epoch;
  }

  add(textAt: (seq: number) => string): void {
    const seq = this.#head.seq + 1;
    const text = textAt(seq);
    const hash = fastEventHash(this.#epoch, seq, this.#head.hash, text);
    insertEvent(this.#sql, this.#number, { seq, text, hash });
    this.#head = { seq, hash };
  }
}

// Without a generation the cursor makes the kiosk offer all of them back and read the hub's feed from its beginning.
function writeHubEvents(db: SqliteDatabase, { hubEvents }: Salvage): void {
  const stream = new HubStream(db);
  const cursor = stream.cursor();
  for (let from = 0; from < hubEvents.length; from += HUB_EVENTS_AT_ONCE)
    stream.append(hubEvents.slice(from, from + HUB_EVENTS_AT_ONCE), cursor);
}

// The numbers' own file is on the disk before a number is given out. Where it is gone too, what the events say may not be all.
function goOnNumbering(db: SqliteDatabase, path: string, highest: number): void {
  const known = OpeningNumbers.nextIn(path);
  const openings = new OpeningNumbers(db, path);
  if (known === undefined || known <= highest) openings.skipUnknown(highest);
}
