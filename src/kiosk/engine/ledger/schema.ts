import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * One row for each life of the ledger, oldest first. The last one is written to; the rest are kept. `acked` is what the hub said it has
 * on its disk, `archived` what it has in a verified backup: that much may be pruned, leaving the hash as an anchor for the rest.
 */
export const epoch = sqliteTable('epoch', {
  number: integer('number').primaryKey(),
  epoch: text('epoch').notNull().unique(),
  kiosk: integer('kiosk').notNull(),
  ackedSeq: integer('acked_seq').notNull(),
  ackedHash: text('acked_hash').notNull(),
  archivedSeq: integer('archived_seq').notNull(),
  prunedSeq: integer('pruned_seq').notNull(),
  prunedHash: text('pruned_hash').notNull(),
});

/**
 * The ledger, and at the same time the outbox: what the hub lacks is seq > acked. `text` is the event exactly as hashed and sent; what
 * it says stands nowhere else. `position` is epoch number and seq in one integer, so that a row costs one entry in one tree.
 */
export const event = sqliteTable(
  'event',
  {
    position: integer('position').primaryKey(),
    epochNumber: integer('epoch_number')
      .notNull()
      .references(() => epoch.number),
    seq: integer('seq').notNull(),
    text: text('text').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    check('event_position', sql`${table.position} = ${table.epochNumber} * 4294967296 + ${table.seq}`),
  ],
);

/**
 * Events of other ledgers about this kiosk's sessions, as the hub sent them; `hash` is of their own ledger's chain, `seal` the hub's proof
 * that it sent this. `link` chains the rows of this table, so that rot is found at open; it proves nothing to others. A place that was
 * given out twice has an event for each hash.
 */
export const hubEvent = sqliteTable(
  'hub_event',
  {
    position: integer('position').primaryKey(),
    origin: integer('origin').notNull(),
    epoch: text('epoch').notNull(),
    seq: integer('seq').notNull(),
    text: text('text').notNull(),
    hash: text('hash').notNull(),
    seal: text('seal').notNull(),
    link: text('link').notNull(),
  },
  (table) => [uniqueIndex('hub_event_key').on(table.origin, table.epoch, table.seq, table.hash)],
);

/** What else must survive with the ledger: where the hub's stream continues, and the next opening number. One row. */
export const state = sqliteTable(
  'state',
  {
    id: integer('id').primaryKey(),
    feedGeneration: text('feed_generation'),
    feedPosition: integer('feed_position').notNull(),
    nextOpening: integer('next_opening').notNull(),
    /** Of the hub: in which it told the kiosk to stand at `feedPosition`. */
    feedRun: text('feed_run'),
    /** Events of the hub's stream up to here were deleted, and this is the link the rest follows. */
    hubPrunedPosition: integer('hub_pruned_position').notNull().default(0),
    hubPrunedLink: text('hub_pruned_link').notNull().default('0'.repeat(64)),
    /** Over the numbers of this row and of `epoch`, kept by triggers: no chain speaks for them, and pruning rests on them. */
    checkSum: integer('check_sum').notNull().default(5),
    epochsSum: integer('epochs_sum').notNull().default(0),
  },
  (table) => [check('state_one_row', sql`${table.id} = 1`)],
);
