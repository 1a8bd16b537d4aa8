import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Epoch, EpochMs, Hash, KioskNumber, OpeningNumber, SessionId } from '#domain/ids.ts';

// Found again from the events at any time; kept so that one session or one code is a single look-up.

/** Which session an origin's opening number stands for: what a room code is judged by. */
export const openings = sqliteTable(
  'openings',
  {
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    number: integer('number').$type<OpeningNumber>().notNull(),
    sessionId: text('session_id').$type<SessionId>().notNull(),
    startedAt: integer('started_at').$type<EpochMs>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kiosk, table.number] }),
    index('openings_by_session').on(table.sessionId),
  ],
);

/** How far a session's register has come. */
export const sessionStages = sqliteTable('session_stages', {
  sessionId: text('session_id').$type<SessionId>().primaryKey(),
  sealedAt: integer('sealed_at').$type<EpochMs>(),
  lockedAt: integer('locked_at').$type<EpochMs>(),
});

/** Free text of marks by hand. The event holds only the salted SHA-256, so a note can be erased without breaking the chain. */
export const markNotes = sqliteTable('mark_notes', {
  commitment: text('commitment').$type<Hash>().primaryKey(),
  salt: text('salt').notNull(),
  text: text('text').notNull(),
  at: integer('at').$type<EpochMs>().notNull(),
});

/**
 * Events of other ledgers that concern a kiosk's sessions, in the order in which they are offered to it. Rows are only
 * ever added by the one writer, so a position that has been handed out never gets a neighbour before it.
 */
export const kioskFeed = sqliteTable(
  'kiosk_feed',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    origin: integer('origin').$type<KioskNumber>().notNull(),
    epoch: text('epoch').$type<Epoch>().notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [
    uniqueIndex('kiosk_feed_once').on(table.kiosk, table.origin, table.epoch, table.seq),
    index('kiosk_feed_by_kiosk').on(table.kiosk, table.position),
  ],
);
