import { and, asc, eq } from 'drizzle-orm';
import type { EpochMs, KioskNumber, PersonId } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import { kiosks } from '../store/access-schema.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { rooms } from '../store/schema.ts';
import { fingers } from './finger-schema.ts';

type Of<B> = { readonly kiosk: KioskNumber; readonly body: B; readonly at: EpochMs };

/** A finger was enrolled at a kiosk; of several of one person's the newest counts. */
export function noteFinger(db: HubDatabase, { kiosk, body, at }: Of<EventBody<'finger-enrolled'>>): void {
  const row = { kiosk, reader: body.reader, personId: body.personId, enrolledAt: at, again: false };
  db.orm
    .insert(fingers)
    .values(row)
    .onConflictDoUpdate({
      target: [fingers.kiosk, fingers.reader, fingers.personId],
      set: { enrolledAt: at, again: false },
    })
    .run();
}

/** A kiosk has forgotten somebody's fingers; what its sensor lost is asked for again. */
export function forgetFinger(db: HubDatabase, { kiosk, body }: Of<EventBody<'finger-removed'>>): void {
  const { reader, personId, reason } = body;
  const theirs = and(eq(fingers.kiosk, kiosk), eq(fingers.reader, reader), eq(fingers.personId, personId));
  if (reason === 'sensor-lost') db.orm.update(fingers).set({ again: true }).where(theirs).run();
  else db.orm.delete(fingers).where(theirs).run();
}

/** Another sensor is in the reader's place. Those whom it knows all the same the kiosk names right after. */
export function noteSensorChanged(db: HubDatabase, { kiosk, body }: Of<EventBody<'sensor-changed'>>): void {
  const there = and(eq(fingers.kiosk, kiosk), eq(fingers.reader, body.reader));
  db.orm.update(fingers).set({ again: true }).where(there).run();
}

/** Where a person's finger is enough. Kiosks that were shut out are left away. */
export function fingersOf(
  db: HubDatabase,
  personId: PersonId,
): readonly {
  readonly kiosk: string;
  readonly room: string | null;
  readonly enrolledAt: EpochMs;
  readonly again: boolean;
}[] {
  return db.orm
    .select({
      kiosk: kiosks.name,
      room: rooms.name,
      enrolledAt: fingers.enrolledAt,
      again: fingers.again,
      revokedAt: kiosks.revokedAt,
    })
    .from(fingers)
    .innerJoin(kiosks, eq(kiosks.number, fingers.kiosk))
    .leftJoin(rooms, eq(rooms.id, kiosks.roomId))
    .where(eq(fingers.personId, personId))
    .orderBy(asc(rooms.name), asc(kiosks.name))
    .all()
    .flatMap(({ revokedAt, ...finger }) => (revokedAt === null ? [finger] : []));
}
