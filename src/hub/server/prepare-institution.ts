import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { EpochMs, InstitutionId } from '#domain/ids.ts';
import { generationOf } from './directory/hub-directory.ts';
import { ensureHubSecret } from './kiosks/enrol-kiosk.ts';
import { addInstitution, hasInstitution, institutionOf } from './store/campus-store.ts';
import type { HubDatabase } from './store/hub-database.ts';

/** The display's default; each institution sets its own. */
const BRAND = '#1b3a5c';

/** Gives a new database the few rows without which there is no hub. Their ids stay for good: room codes rest on them. */
export function prepareInstitution(db: HubDatabase, now: EpochMs): InstitutionId {
  db.transaction(() => {
    if (!hasInstitution(db)) {
      const id = uuidV7(now, randomBytes(10)) as InstitutionId;
      addInstitution(db, { id, name: 'Our university', brand: BRAND, timeZone: ownTimeZone() });
    }
    ensureHubSecret(db, now);
    generationOf(db);
  });
  return institutionOf(db).id;
}

function ownTimeZone(): string {
  return new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
}
