import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { DeviceId, Epoch, EpochMs, EventId, KioskNumber, OpeningNumber, PersonId } from '#domain/ids.ts';

/**
 * Every check-in by phone, found again from the events at any time; kept so that a ticket is used once, a repeated request is
 * known for one, and a second person on one phone is noticed.
 */
export const phoneCheckIns = sqliteTable(
  'phone_check_ins',
  {
    checkInId: text('check_in_id').$type<EventId>().primaryKey(),
    ticket: text('ticket').notNull(),
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    number: integer('number').$type<OpeningNumber>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    deviceId: text('device_id').$type<DeviceId>().notNull(),
    /** When the hub received the code. */
    at: integer('at').$type<EpochMs>().notNull(),
    /** Its event in the hub's own ledger. */
    epoch: text('epoch').$type<Epoch>().notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [
    uniqueIndex('phone_check_ins_by_ticket').on(table.ticket),
    index('phone_check_ins_by_opening').on(table.kiosk, table.number),
  ],
);
