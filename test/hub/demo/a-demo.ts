import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createLog } from '#platform/log.ts';
import { type Assembly, assembleParts } from '../../../src/hub/server/assemble-parts.ts';
import { openHubKeys } from '../../../src/hub/server/hub-keys.ts';
import { type HubSettings, HubSettingsSchema } from '../../../src/hub/server/settings.ts';
import { changeInstitution } from '../../../src/hub/server/store/campus-store.ts';
import { openHubDatabase } from '../../../src/hub/server/store/open-hub-database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ManualTime } from '../support/manual-time.ts';

export type DemoHub = Assembly & { readonly time: ManualTime; readonly folder: string };

type Given = {
  readonly at: string;
  readonly folder?: string;
  readonly timeZone?: string;
  readonly settings?: Partial<HubSettings>;
};

/** A hub without sockets on a real database, at some moment in some place. */
export function hubAt({ at, folder = temporaryFolder(), timeZone, settings }: Given): DemoHub {
  const time = new ManualTime(Date.parse(at));
  const keys = openHubKeys(folder, randomBytes);
  const database = openHubDatabase(folder);
  if (!keys.ok || !database.ok) throw new Error('the hub could not be opened');
  const db = database.value;
  onTestFinished(() => db.close());
  const assembly = assembleParts({
    settings: { ...HubSettingsSchema.parse({}), data: folder, demo: true, ...settings },
    db,
    keys: keys.value,
    clock: time.clock,
    log: createLog({ level: 'silent' }),
    address: () => ({ url: 'http://hub.test:8080', host: 'hub.test:8080', secure: false }),
  });
  if (timeZone !== undefined) changeInstitution(db, { timeZone });
  return { ...assembly, time, folder };
}
