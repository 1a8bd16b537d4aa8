import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EpochMs, KioskNumber, PersonId } from '#domain/ids.ts';

/** Who has fingers at which reader of which kiosk, as the kiosks' ledgers say. Whose finger is where only the kiosks know. */
export const fingers = sqliteTable(
  'fingers',
  {
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    reader: text('reader').notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    enrolledAt: integer('enrolled_at').$type<EpochMs>().notNull(),
    /** 1: the sensor was replaced or has lost them; the person has to enrol again. */
    again: integer('again', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kiosk, table.reader, table.personId] }),
    index('fingers_by_person').on(table.personId),
  ],
);
