import type Database from 'better-sqlite3';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import {
  type Epoch,
  type EpochMs,
  type EventId,
  type Hash,
  HUB_ORIGIN,
  type OpeningNumber,
  type Seq,
} from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import { EVENT_BODIES, type EventBody, type EventType, type LedgerEvent } from '#domain/ledger/event.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { highestOpening } from '../store/occurrence-store.ts';
import { project } from './project.ts';
import { type StoredEvent, sessionNamedBy, storedEvent } from './stored-event.ts';

export type Entry<T extends EventType = EventType> = {
  [K in T]: {
    readonly type: K;
    readonly body: EventBody<K>;
    /** When it happened, if not now. */
    readonly reading?: ClockReading;
  };
}[T];

export type HubLedgerOptions = {
  readonly db: HubDatabase;
  readonly readClock: () => ClockReading;
  /** That many random bytes. */
  readonly random: (length: number) => Uint8Array;
  /** Told after the commit. */
  readonly onStored: (stored: readonly StoredEvent[]) => void;
};

type Head = { readonly epoch: Epoch; readonly seq: number; readonly hash: Hash };

const EPOCH_KEY = 'hub_epoch';
const OPENING_FLOOR_KEY = 'opening_floor';

/** Nobody knows how many openings a lost copy of the database had given numbers to; more than this it can't have been. */
const OPENINGS_LOST = 2 ** 16;

/**
 * The hub's own ledger, origin 0: the same chain and the same table as the kiosks' copies, an epoch for each
 * start of the hub: a database that was put back in silence, and whose newer events only kiosks still have, must not give their
 * places to others before it is found out.
 */
export class HubLedger {
  readonly #options: HubLedgerOptions;
  readonly #insert: Database.Statement;
  readonly #putHead: Database.Statement;
  readonly #readHead: Database.Statement;

  constructor(options: HubLedgerOptions) {
    this.#options = options;
    const { sqlite } = options.db;
    this.#insert = sqlite.prepare(
      `insert into events (kiosk, epoch, seq, id, type, session_id, at, text, hash, received_at)
       values (${HUB_ORIGIN}, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#putHead = sqlite.prepare(
      `insert into ledger_heads (kiosk, epoch, seq, hash, first_at, updated_at) values (${HUB_ORIGIN}, ?, ?, ?, ?, ?)
       on conflict (kiosk, epoch) do update
       set seq = excluded.seq, hash = excluded.hash, updated_at = excluded.updated_at`,
    );
    this.#readHead = sqlite.prepare(
      `select epoch, seq, hash from ledger_heads where kiosk = ${HUB_ORIGIN} and epoch = ?`,
    );
    const known = options.db.state(EPOCH_KEY) !== undefined;
    this.#startEpoch('new', known ? this.head() : null);
  }

  head(): Head {
    const epoch = this.#options.db.state(EPOCH_KEY);
    const head = epoch === undefined ? undefined : (this.#readHead.get(epoch) as Head | undefined);
    if (head === undefined) throw new Error('the hub has no ledger of its own');
    return head;
  }

  /** Durable on return. `alongside` runs in the same transaction, for what must be there if and only if the event is. */
  append<T extends EventType>(
    type: T,
    body: EventBody<T>,
    alongside?: (event: LedgerEvent) => void,
  ): StoredEvent {
    const entry = { type, body } as Entry;
    const [stored] = this.appendMany([entry], ([one]) => {
      if (one?.event != null) alongside?.(one.event);
    });
    if (stored === undefined) throw new Error('nothing was appended');
    return stored;
  }

  /** Several in one transaction, in order. */
  appendMany(
    entries: readonly Entry[],
    alongside?: (stored: readonly StoredEvent[]) => void,
  ): readonly StoredEvent[] {
    const { db, onStored } = this.#options;
    // What the listeners are told must not be taken back by a transaction around this one.
    if (db.sqlite.inTransaction) throw new Error('append inside a transaction: use `alongside`');
    const stored = db.transaction(() => {
      const written = this.#write(this.head(), entries);
      project(db, written);
      alongside?.(written);
      return written;
    });
    onStored(stored);
    return stored;
  }

  /** This database is an older copy of itself: what was written here since must not get sequence numbers again. */
  startEpochAfterRestore(): Epoch {
    const highest = this.nextOpeningNumber() - 1;
    this.#options.db.setState(OPENING_FLOOR_KEY, String(highest + OPENINGS_LOST));
    return this.#startEpoch('rolled-back', this.head());
  }

  /** For an opening shown by the hub itself. */
  nextOpeningNumber(): OpeningNumber {
    const { db } = this.#options;
    const floor = Number(db.state(OPENING_FLOOR_KEY) ?? '0');
    return (Math.max(floor, highestOpening(db, HUB_ORIGIN)) + 1) as OpeningNumber;
  }

  #startEpoch(reason: 'new' | 'rolled-back', previous: Head | null): Epoch {
    const { db, random } = this.#options;
    const epoch = Buffer.from(random(8)).toString('hex') as Epoch;
    db.transaction(() => {
      db.setState(EPOCH_KEY, epoch);
      this.#write({ epoch, seq: 0, hash: GENESIS }, [{ type: 'epoch-started', body: { reason, previous } }]);
    });
    return epoch;
  }

  #write(head: Head, entries: readonly Entry[]): readonly StoredEvent[] {
    let { seq, hash } = head;
    const written: StoredEvent[] = [];
    for (const entry of entries) {
      seq += 1;
      const { event, at } = this.#eventOf(entry, head.epoch, seq as Seq);
      const text = encodeEvent(event);
      hash = eventHash(head.epoch, seq, hash, text);
      this.#insert.run(head.epoch, seq, event.id, event.type, sessionNamedBy(event), at, text, hash, at);
      written.push(storedEvent(event, event, at));
    }
    const now = hubTime(this.#options.readClock());
    this.#putHead.run(head.epoch, seq, hash, now, now);
    return written;
  }

  #eventOf(entry: Entry, epoch: Epoch, seq: Seq): { readonly event: LedgerEvent; readonly at: EpochMs } {
    const clock = entry.reading ?? this.#options.readClock();
    const at = hubTime(clock);
    const id = uuidV7(at, this.#options.random(10)) as EventId;
    const body = EVENT_BODIES[entry.type].parse(entry.body);
    const event = { kiosk: HUB_ORIGIN, epoch, seq, id, type: entry.type, v: 1, clock, body } as LedgerEvent;
    return { event, at };
  }
}

function hubTime({ wall, mono, hubMinusMono }: ClockReading): EpochMs {
  return (hubMinusMono === null ? wall : mono + hubMinusMono) as EpochMs;
}
