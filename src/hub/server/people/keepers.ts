import type { PersonId } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { preparedOnce } from '../store/prepared-once.ts';

/**
 * Who may look after kiosks at their screens: administrators, by an account or by what the import says of them. Whose accounts are all
 * shut is none any more.
 */
const KEEPERS = `
  select p.id, p.name from people p
  where p.removed_at is null
    and (exists (select 1 from roles r where r.person_id = p.id and r.role = 'admin')
      or exists (select 1 from users u where u.person_id = p.id and u.role = 'admin'))
    and (not exists (select 1 from users u where u.person_id = p.id)
      or exists (select 1 from users u where u.person_id = p.id and u.disabled_at is null))`;

export type KeeperRow = { readonly id: PersonId; readonly name: string; readonly verifier: string };

const withPins = preparedOnce(({ sqlite }) =>
  sqlite.prepare(
    `select k.id, k.name, pins.verifier from (${KEEPERS}) k join pins on pins.person_id = k.id order by k.id limit 500`,
  ),
);

const one = preparedOnce(({ sqlite }) =>
  sqlite.prepare(`select 1 from (${KEEPERS}) k where k.id = ?`).pluck(),
);

/** Those with a PIN: without one nobody gets past a kiosk's screen. */
export function keepersWithPins(db: HubDatabase): readonly KeeperRow[] {
  return withPins(db).all() as KeeperRow[];
}

export function isKeeper(db: HubDatabase, personId: PersonId): boolean {
  return one(db).get(personId) !== undefined;
}
