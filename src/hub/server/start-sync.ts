import type { SyncServer } from './add-routes.ts';
import type { Assembly } from './assemble-parts.ts';
import type { App } from './http/create-app.ts';
import { project } from './ledger/project.ts';
import { EventStore } from './sync/event-store.ts';
import { registerSync } from './sync/register-sync.ts';
import { isSignedByKey } from './sync/signatures.ts';

/** The kiosks' end of the hub. */
export function startSync(
  app: App,
  { parts, directory, onStored }: Assembly,
): SyncServer & { readonly close: () => void } {
  const { db, institutionId, clock, keys } = parts;
  const log = parts.log.child({ part: 'sync' });
  const events = new EventStore({
    sqlite: db.sqlite,
    institutionId,
    now: clock.now,
    isSignedBy: isSignedByKey,
    project: (stored) => project(db, stored),
    onStored,
    onAlarm: (alarm) => log.error('ledger contradicts itself', alarm),
  });
  return registerSync(app, {
    events,
    directory,
    institutionId,
    hubKey: keys.signing,
    sealing: keys.sealing,
    now: clock.now,
    log,
  });
}
