import { and, gte, sql, sum } from 'drizzle-orm';
import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import { events } from '../sync/schema.ts';
import { kioskDays } from './access-schema.ts';
import type { HubDatabase } from './hub-database.ts';
import { preparedOnce } from './prepared-once.ts';

const DAY_MS = 86_400_000;

/** One more card that nobody could be found for. */
export function countUnknownCard(db: HubDatabase, kiosk: KioskNumber, at: EpochMs): void {
  counting(db).run(kiosk, Math.floor(at / DAY_MS));
}

const counting = preparedOnce(({ sqlite }) =>
  sqlite.prepare<[KioskNumber, number]>(
    `insert into kiosk_days (kiosk, day, unknown_cards) values (?, ?, 1)
     on conflict (kiosk, day) do update set unknown_cards = unknown_cards + 1`,
  ),
);

/** Cards that nobody could be found for, by kiosk, from that day on. */
export function unknownCardsSince(db: HubDatabase, from: EpochMs): ReadonlyMap<KioskNumber, number> {
  const rows = db.orm
    .select({ kiosk: kioskDays.kiosk, cards: sum(kioskDays.unknownCards).mapWith(Number) })
    .from(kioskDays)
    .where(and(gte(kioskDays.day, Math.floor(from / DAY_MS))))
    .groupBy(kioskDays.kiosk)
    .all();
  return new Map(rows.map(({ kiosk, cards }) => [kiosk, cards]));
}

/** Events kept, but not believed: unreadable, under a wrong name, or changed when they were carried over. By kiosk. */
export function flaggedEvents(db: HubDatabase): ReadonlyMap<KioskNumber, number> {
  const rows = db.orm
    .select({ kiosk: events.kiosk, count: sql<number>`count(*)` })
    .from(events)
    .where(sql`${events.flags} is not null and ${events.flags} <> 'returned'`)
    .groupBy(events.kiosk)
    .all();
  return new Map(rows.map(({ kiosk, count }) => [kiosk, count]));
}
