import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Epoch, EpochMs, EventId, Hash, KioskNumber, SessionId } from '#domain/ids.ts';

/**
 * Every event of every ledger, as it was hashed. The columns beside `text` are read out of it at receipt, for queries;
 * they are null where this program can't read the event, which is kept all the same.
 * Ids are not unique: an event carried over into a new epoch keeps its own.
 */
export const events = sqliteTable(
  'events',
  {
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    epoch: text('epoch').$type<Epoch>().notNull(),
    seq: integer('seq').notNull(),
    id: text('id').$type<EventId>(),
    type: text('type'),
    sessionId: text('session_id').$type<SessionId>(),
    /** Corrected time as well as it is known at receipt; the register corrects further from later clock samples. */
    at: integer('at').$type<EpochMs>(),
    text: text('text').notNull(),
    hash: text('hash').$type<Hash>().notNull(),
    receivedAt: integer('received_at').$type<EpochMs>().notNull(),
    /** Space-separated: `unreadable`, `returned` (came back from a kiosk after a restore), `differs` (carried over, but not as it was). */
    flags: text('flags'),
  },
  (table) => [
    primaryKey({ columns: [table.kiosk, table.epoch, table.seq] }),
    index('events_by_session').on(table.sessionId).where(sql`${table.sessionId} is not null`),
    // The few that need somebody's eyes; what only came back after a restore doesn't.
    index('events_flagged')
      .on(table.kiosk)
      .where(sql`${table.flags} is not null and ${table.flags} <> 'returned'`),
    // What no session owns: touches before a class, clock samples, openings and check-ins to be matched.
    index('events_without_session').on(table.kiosk, table.at).where(sql`${table.sessionId} is null`),
  ],
);

/** How far each ledger has been received. Written in the same transaction as its events. */
export const ledgerHeads = sqliteTable(
  'ledger_heads',
  {
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    epoch: text('epoch').$type<Epoch>().notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').$type<Hash>().notNull(),
    /** The kiosk's signature over this head (Ed25519, base64url); null for the hub's own ledger. */
    signature: text('signature'),
    highestOpening: integer('highest_opening').notNull().default(0),
    /** Up to here it is in a verified backup. */
    archivedSeq: integer('archived_seq').notNull().default(0),
    firstAt: integer('first_at').$type<EpochMs>().notNull(),
    updatedAt: integer('updated_at').$type<EpochMs>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kiosk, table.epoch] })],
);
