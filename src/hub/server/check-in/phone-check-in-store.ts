import { and, count, desc, eq, gte, like, ne, or } from 'drizzle-orm';
import { KEPT_PREFIX } from '#contracts/hub-api/device-signing.ts';
import type { EpochMs, EventId, PersonId, SessionId } from '#domain/ids.ts';
import { devices } from '../store/access-schema.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { openings } from '../store/session-schema.ts';
import { phoneCheckIns } from './check-in-schema.ts';

export type PhoneCheckInRow = typeof phoneCheckIns.$inferSelect;
type Opening = Pick<PhoneCheckInRow, 'kiosk' | 'number'>;

export function checkInById(db: HubDatabase, id: EventId): PhoneCheckInRow | undefined {
  return db.orm.select().from(phoneCheckIns).where(eq(phoneCheckIns.checkInId, id)).get();
}

export function checkInByTicket(db: HubDatabase, ticket: string): PhoneCheckInRow | undefined {
  return db.orm.select().from(phoneCheckIns).where(eq(phoneCheckIns.ticket, ticket)).get();
}

/** How many check-ins of this person waited on the phone for a network, since then. */
export function keptSince(db: HubDatabase, personId: PersonId, since: EpochMs): number {
  const row = db.orm
    .select({ kept: count() })
    .from(phoneCheckIns)
    .where(
      and(
        eq(phoneCheckIns.personId, personId),
        gte(phoneCheckIns.at, since),
        like(phoneCheckIns.ticket, `${KEPT_PREFIX}%`),
      ),
    )
    .get();
  return row?.kept ?? 0;
}

/** The same check-in may come back from a kiosk after the hub's database was put back. */
export function addCheckIn(db: HubDatabase, row: PhoneCheckInRow): void {
  db.orm.insert(phoneCheckIns).values(row).onConflictDoNothing().run();
}

/** The person's newest check-in by phone at this opening, or at any other of the same session. */
export function lastCheckInOf(
  db: HubDatabase,
  personId: PersonId,
  opening: Opening,
  sessionId: SessionId | undefined,
): PhoneCheckInRow | undefined {
  return db.orm
    .select()
    .from(phoneCheckIns)
    .where(and(eq(phoneCheckIns.personId, personId), atSession(db, opening, sessionId)))
    .orderBy(desc(phoneCheckIns.at))
    .limit(1)
    .get();
}

/** Whether a phone with this key checked somebody else in to the same session. */
export function isSharedPhone(
  db: HubDatabase,
  who: { readonly personId: PersonId; readonly publicKey: Buffer },
  opening: Opening,
  sessionId: SessionId | undefined,
): boolean {
  const row = db.orm
    .select({ id: phoneCheckIns.checkInId })
    .from(phoneCheckIns)
    .innerJoin(devices, eq(devices.id, phoneCheckIns.deviceId))
    .where(
      and(
        ne(phoneCheckIns.personId, who.personId),
        eq(devices.publicKey, who.publicKey),
        atSession(db, opening, sessionId),
      ),
    )
    .get();
  return row !== undefined;
}

function atSession(db: HubDatabase, { kiosk, number }: Opening, sessionId: SessionId | undefined) {
  const here = [{ kiosk, number }];
  const others =
    sessionId === undefined
      ? []
      : db.orm
          .select({ kiosk: openings.kiosk, number: openings.number })
          .from(openings)
          .where(eq(openings.sessionId, sessionId))
          .all();
  return or(
    ...[...here, ...others].map((one) =>
      and(eq(phoneCheckIns.kiosk, one.kiosk), eq(phoneCheckIns.number, one.number)),
    ),
  );
}
