import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import {
  type FeedCursor,
  type Generation,
  type HubRun,
  NO_FEED_CURSOR,
  type SealedEvent,
} from '#domain/sync/frames.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import { withinBytes } from './within-bytes.ts';

/** An event as the hub sent it, with its place in this stream. */
export type StoredHubEvent = SealedEvent & { readonly position: number };

type Row = StoredHubEvent & { readonly link: Hash };

/** `position` is that of the last event, and whether `more` follow it. */
export type HubEventsPage = {
  readonly events: readonly StoredHubEvent[];
  readonly position: number;
  readonly more: boolean;
};

/** Domain of this table's own chain; no ledger has this epoch, because epochs are drawn at random. */
const STREAM = '0000000000000000' as Epoch;

const COLUMNS = 'position, origin, epoch, seq, text, hash, seal';

/** Events of other ledgers about this kiosk's sessions, kept beside the ledger and in the order they came. */
export class HubStream {
  readonly #db: SqliteDatabase;
  readonly #sql: ReturnType<typeof prepare>;
  #last: { readonly position: number; readonly link: Hash };

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#sql = prepare(db);
    this.#last = this.#sql.last.get() ?? this.#anchor();
  }

  cursor(): FeedCursor {
    return this.#sql.cursor.get() ?? NO_FEED_CURSOR;
  }

  /**
   * Events and the cursor after them, together or not at all; returns how many were new. One that is here already is left as it is. One
   * at a place where another one stands is kept as well: the place was given out twice, and the hub has both.
   */
  append(events: readonly SealedEvent[], cursor: FeedCursor): number {
    let last = this.#last;
    const addAll = () => {
      for (const event of events) {
        const { origin, epoch, seq, hash } = event;
        if (this.#sql.positionOf.get(origin, epoch, seq, hash) === undefined)
          last = this.#insert(last, event);
      }
      this.#sql.moveCursor.run(cursor.generation, cursor.run, cursor.position);
    };
    this.#db.transaction(addAll).immediate();
    const added = last.position - this.#last.position;
    this.#last = last;
    return added;
  }

  /** After the `after`-th, in the order they came, within both limits but at least one if there is one. */
  read(after: number, maxEvents: number, maxBytes: number): HubEventsPage {
    const rows = this.#sql.after.all(after, maxEvents + 1);
    const events = withinBytes(rows.slice(0, maxEvents), maxBytes);
    return { events, position: events.at(-1)?.position ?? after, more: events.length < rows.length };
  }

  /** The place of the last event, or of the last that was deleted. */
  head(): number {
    return this.#last.position;
  }

  /** The place up to which events were deleted. */
  pruned(): number {
    return this.#anchor().position;
  }

  /** Deletes events up to a place; the link there stays as the anchor of the rest. */
  prune(upTo: number): void {
    const link = this.#sql.linkAt.get(upTo);
    const { position: before } = this.#anchor();
    if (link === undefined || upTo <= before) return;
    const prune = this.#db.transaction(() => {
      this.#sql.moveAnchor.run(upTo, link);
      this.#sql.delete.run(upTo);
    });
    prune.immediate();
  }

  /** In words, what of the stream is not as it came; undefined when all is well. */
  damage(): string | undefined {
    let { link, position } = this.#anchor();
    for (const row of this.#sql.linked.iterate()) {
      position += 1;
      link = linkAfter(link, position, row);
      if (row.position !== position || row.link !== link)
        return `the hub's event ${position} is not as it came`;
    }
    return undefined;
  }

  #anchor(): { readonly position: number; readonly link: Hash } {
    return this.#sql.anchor.get() ?? { position: 0, link: GENESIS };
  }

  #insert(last: { position: number; link: Hash }, event: SealedEvent): { position: number; link: Hash } {
    const position = last.position + 1;
    const link = linkAfter(last.link, position, event);
    this.#sql.insert.run({ ...event, position, link });
    return { position, link };
  }
}

/** The chain of this table: a hash over the row and the one before it. */
export function linkAfter(
  link: Hash,
  position: number,
  { origin, epoch, seq, hash, seal, text }: SealedEvent,
): Hash {
  return fastEventHash(STREAM, position, link, `${origin} ${epoch} ${seq} ${hash} ${seal} ${text}`);
}

function prepare(db: SqliteDatabase) {
  return {
    last: db.prepare<[], Row>(`select ${COLUMNS}, link from hub_event order by position desc limit 1`),
    linked: db.prepare<[], Row>(`select ${COLUMNS}, link from hub_event order by position`),
    after: db.prepare<[number, number], StoredHubEvent>(
      `select ${COLUMNS} from hub_event where position > ? order by position limit ?`,
    ),
    positionOf: db
      .prepare<[KioskNumber, Epoch, number, Hash], number>(
        'select position from hub_event where origin = ? and epoch = ? and seq = ? and hash = ?',
      )
      .pluck(),
    insert: db.prepare<[Row]>(
      `insert into hub_event (position, origin, epoch, seq, text, hash, seal, link)
       values (@position, @origin, @epoch, @seq, @text, @hash, @seal, @link)`,
    ),
    linkAt: db.prepare<[number], Hash>('select link from hub_event where position = ?').pluck(),
    anchor: db.prepare<[], { position: number; link: Hash }>(
      'select hub_pruned_position position, hub_pruned_link link from state',
    ),
    moveAnchor: db.prepare<[number, Hash]>('update state set hub_pruned_position = ?, hub_pruned_link = ?'),
    delete: db.prepare<[number]>('delete from hub_event where position <= ?'),
    cursor: db.prepare<[], FeedCursor>(
      'select feed_generation generation, feed_run run, feed_position position from state',
    ),
    moveCursor: db.prepare<[Generation | null, HubRun | null, number]>(
      'update state set feed_generation = ?, feed_run = ?, feed_position = ?',
    ),
  };
}
