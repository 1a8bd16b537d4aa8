import { and, eq, isNull, or } from 'drizzle-orm';
import type { DeviceId, EpochMs, PersonId, RoomId } from '#domain/ids.ts';
import { devices, signInCodes } from '../store/access-schema.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { preparedOnce } from '../store/prepared-once.ts';
import type { StoredKey } from './device-key.ts';

export type DeviceRow = typeof devices.$inferSelect;
export type SignInCodeRow = typeof signInCodes.$inferSelect;

/** After this long a phone that replaced another counts like any other: who lent their account out would have missed it. */
export const CONFIRMED_AFTER_MS = 24 * 3_600_000;

/** Also one that was replaced since. */
export function deviceById(db: HubDatabase, id: DeviceId): DeviceRow | undefined {
  return db.orm.select().from(devices).where(eq(devices.id, id)).get();
}

export function isConfirmed(device: Binding, now: EpochMs): boolean {
  return device.confirmedAt !== null || now >= confirmedFrom(device);
}

/** From when on the phone counts like any other, if nothing else happens. */
export function confirmedFrom({ confirmedAt, boundAt }: Binding): EpochMs {
  return confirmedAt ?? ((boundAt + CONFIRMED_AFTER_MS) as EpochMs);
}

type Binding = Pick<DeviceRow, 'confirmedAt' | 'boundAt'>;

export type NewDevice = StoredKey & {
  readonly id: DeviceId;
  readonly personId: PersonId;
  readonly at: EpochMs;
};

/**
 * Binds a phone to a person: the person's phone before it is replaced, and whoever the key stood for before is signed out.
 * Confirmed at once only if it is this person's first phone and nobody else's before.
 */
export function bindDevice(db: HubDatabase, { id, personId, keyKind, publicKey, at }: NewDevice): DeviceRow {
  const key = Buffer.from(publicKey);
  const sameHands = or(eq(devices.personId, personId), eq(devices.publicKey, key));
  const before = db.orm.select({ personId: devices.personId }).from(devices).where(sameHands).all();
  db.orm
    .update(devices)
    .set({ replacedAt: at })
    .where(and(sameHands, isNull(devices.replacedAt)))
    .run();
  const confirmedAt = before.length === 0 ? at : null;
  const row = { id, personId, keyKind, publicKey: key, boundAt: at, confirmedAt, replacedAt: null };
  db.orm.insert(devices).values(row).run();
  tellRoomsOf(db, [personId, ...before.map((other) => other.personId)], at);
  return row;
}

export type CardTap = { readonly personId: PersonId; readonly at: EpochMs };

/** A card tap by the person shows that they themselves are about. Hardly anybody's phone waits for one, so all taps are looked up together. */
export function confirmDevices(db: HubDatabase, taps: readonly CardTap[]): void {
  if (taps.length === 0) return;
  const people = [...new Set(taps.map(({ personId }) => personId))];
  for (const { id, personId, boundAt } of unconfirmedAmong(db).all(JSON.stringify(people))) {
    const tap = taps.find((one) => one.personId === personId && one.at >= boundAt);
    if (tap !== undefined) {
      db.orm.update(devices).set({ confirmedAt: tap.at }).where(eq(devices.id, id)).run();
      tellRoomsOf(db, [personId], tap.at);
    }
  }
}

/** Kiosks verify passes by the keys of the phones of their room's people. */
function tellRoomsOf(db: HubDatabase, people: readonly PersonId[], at: EpochMs): void {
  const rooms = roomsOf(db).all({
    people: JSON.stringify([...new Set(people)]),
    since: at - CONFIRMED_AFTER_MS,
  }) as readonly RoomId[];
  for (const roomId of rooms) db.bumpDataVersion(`room:${roomId}`);
}

const roomsOf = preparedOnce(({ sqlite }) =>
  sqlite
    .prepare(
      `select distinct room_id from occurrences where ends_at > :since and section_id in
         (select section_id from enrolments where person_id in (select value from json_each(:people)))`,
    )
    .pluck(),
);

const unconfirmedAmong = preparedOnce(({ sqlite }) =>
  sqlite.prepare<[string], Pick<DeviceRow, 'id' | 'personId' | 'boundAt'>>(
    `select id, person_id as personId, bound_at as boundAt from devices
     where confirmed_at is null and replaced_at is null and person_id in (select value from json_each(?))`,
  ),
);

export function signInCode(db: HubDatabase, codeHash: string): SignInCodeRow | undefined {
  return db.orm.select().from(signInCodes).where(eq(signInCodes.codeHash, codeHash)).get();
}

export function markSignInCodeUsed(db: HubDatabase, codeHash: string, usedAt: EpochMs): void {
  db.orm.update(signInCodes).set({ usedAt }).where(eq(signInCodes.codeHash, codeHash)).run();
}
