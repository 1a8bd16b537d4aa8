import { HUB_TIMINGS } from '#domain/sync/timings.ts';
import type { Assembly } from './assemble-parts.ts';
import type { App } from './http/create-app.ts';
import { registerSync, type SyncServer } from './sync/register-sync.ts';

/** The kiosks' end of the hub. */
export function startSync(app: App, { parts, events, writer, directory }: Assembly): SyncServer {
  const { institutionId, clock, keys, disk, settings } = parts;
  return registerSync(app, {
    events,
    store: (pushes) => writer.ingest(pushes),
    disk,
    directory,
    institutionId,
    hubKey: keys.signing,
    sealing: keys.sealing,
    now: clock.now,
    log: parts.log.child({ part: 'sync' }),
    timings: settings.syncTimings ?? HUB_TIMINGS,
  });
}
