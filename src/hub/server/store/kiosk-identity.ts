import type { KioskNumber, RoomId } from '#domain/ids.ts';
import type { HubDatabase } from './hub-database.ts';
import { kioskByNumber } from './kiosk-store.ts';
import { preparedOnce } from './prepared-once.ts';

/** What of a kiosk is asked for with every frame that it sends. */
export type KioskIdentity = {
  readonly roomId: RoomId | null;
  /** Raw Ed25519. */
  readonly publicKey: Uint8Array;
  readonly revoked: boolean;
};

/** Also of a revoked one. Kept in memory until its row changes, whoever changes it on this connection. */
export function kioskIdentity(db: HubDatabase, kiosk: KioskNumber): KioskIdentity | undefined {
  const identities = identitiesOf(db);
  const known = identities.get(kiosk);
  if (known !== undefined) return known;
  const row = kioskByNumber(db, kiosk);
  if (row === undefined) return undefined;
  const { roomId, publicKey, revokedAt } = row;
  const identity = { roomId, publicKey: Uint8Array.from(publicKey), revoked: revokedAt !== null };
  // What a transaction changes may be taken back.
  if (!db.sqlite.inTransaction) identities.set(kiosk, identity);
  return identity;
}

const identitiesOf = preparedOnce(({ sqlite }) => {
  const identities = new Map<KioskNumber, KioskIdentity>();
  sqlite.function('muster_kiosk_changed', (kiosk: unknown) => {
    identities.delete(kiosk as KioskNumber);
    return null;
  });
  sqlite.exec(WATCH);
  return identities;
});

/** Of this connection only; contacts and revisions, written all the time, set none of these columns. */
const WATCH = `
create temp trigger muster_kiosk_updated after update of number, room_id, public_key, revoked_at on main.kiosks
begin select muster_kiosk_changed(old.number), muster_kiosk_changed(new.number); end;
create temp trigger muster_kiosk_deleted after delete on main.kiosks
begin select muster_kiosk_changed(old.number); end;`;
