import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EpochMs, KioskNumber } from '#domain/ids.ts';

/** How each reader of each kiosk is, as its ledger said last. What was before stands in the events. */
export const readerStates = sqliteTable(
  'reader_states',
  {
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    reader: text('reader').notNull(),
    state: text('state', { enum: ['ready', 'absent', 'quiet'] }).notNull(),
    /** Corrected time of the event that said so. */
    at: integer('at').$type<EpochMs>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kiosk, table.reader] })],
);
