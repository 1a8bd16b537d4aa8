import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Fingerprint sensors that were seen here. What is on them isn't here, and never will be. */
export const sensor = sqliteTable('sensor', {
  id: text('id').primaryKey(),
  /** The reader that it was seen at last. */
  reader: text('reader').notNull(),
  /** 1: it can be known by what was written into its own memory. 0: only by which of its places are taken. */
  marked: integer('marked').notNull(),
  type: integer('type').notNull(),
  capacity: integer('capacity').notNull(),
  /** 1: the last one seen at its reader. */
  current: integer('current').notNull(),
});

/**
 * One finger: a place of a sensor, and whose it is, sealed (AES-256-GCM). `state`: 'kept'; 'erase': the person is forgotten, and the
 * sensor has still to be; 'again': the sensor has lost it, and the person has to be asked to enrol again.
 */
export const finger = sqliteTable(
  'finger',
  {
    id: integer('id').primaryKey(),
    sensor: text('sensor')
      .notNull()
      .references(() => sensor.id),
    page: integer('page').notNull(),
    state: text('state').notNull(),
    /** Which key seals the box. */
    key: integer('key').notNull(),
    /** Empty once the person is forgotten. */
    box: text('box').notNull(),
    /** 0: the ledger has still to be told. */
    told: integer('told').notNull(),
    /** Since when the directory hasn't known the person; null: it does. */
    missingSince: integer('missing_since'),
  },
  (table) => [
    index('finger_place').on(table.sensor, table.page),
    check('finger_state', sql`${table.state} in ('kept', 'erase', 'again')`),
  ],
);
