import type { KioskNumber } from '#domain/ids.ts';
import type { Assembly } from './assemble-parts.ts';
import { registerCheckIn } from './check-in/register-check-in.ts';
import type { App } from './http/create-app.ts';
import { servePages } from './http/pages.ts';
import { KioskEpochs } from './kiosks/kiosk-epochs.ts';
import { addLiveRoute } from './live/live-route.ts';
import { addAttendanceRoute } from './routes/attendance-route.ts';
import { addAuthRoutes, addUserRoutes } from './routes/auth-routes.ts';
import { addCampusRoutes } from './routes/campus-routes.ts';
import { addHealthRoute } from './routes/health-route.ts';
import { addImportRoutes } from './routes/import-routes.ts';
import { addKeepingRoute } from './routes/keeping-route.ts';
import { addKioskRoutes } from './routes/kiosk-routes.ts';
import { addMetricsRoute } from './routes/metrics-route.ts';
import { addPeopleRoutes } from './routes/people-routes.ts';
import { addSectionRoutes } from './routes/section-routes.ts';
import { addSessionControlRoutes, addSessionRoutes } from './routes/session-routes.ts';

export type SyncServer = {
  readonly wake: (kiosk: KioskNumber) => void;
  readonly wakeAll: () => void;
  readonly online: () => ReadonlySet<KioskNumber>;
  /** Of which two live machines were seen lately. */
  readonly copied: () => ReadonlySet<KioskNumber>;
};

/** Everything that can be asked of the hub over HTTP. */
export async function addRoutes(app: App, assembly: Assembly, sync: SyncServer): Promise<void> {
  const { parts, contacts, channels, backups, watch } = assembly;
  const epochs = new KioskEpochs(parts.db);
  const { online, copied, wake } = sync;
  const kiosks = { contacts, epochs, online, copied, wake };
  addHealthRoute(app, parts, { ...kiosks, backups, watch });
  addKeepingRoute(app, parts, { backups, watch });
  addAuthRoutes(app, parts);
  addUserRoutes(app, parts);
  addCampusRoutes(app, parts);
  addPeopleRoutes(app, parts);
  addSectionRoutes(app, parts);
  addKioskRoutes(app, parts, kiosks);
  addMetricsRoute(app, parts, kiosks);
  addSessionRoutes(app, parts);
  addSessionControlRoutes(app, parts);
  addLiveRoute(app, parts, channels);
  await addImportRoutes(app, parts);
  const checkIn = await registerCheckIn(app, parts);
  addAttendanceRoute(app, parts, checkIn);
  assembly.tell((stored, concerned) => {
    checkIn.noteStored(stored);
    epochs.noteStored(stored);
    for (const kiosk of concerned) sync.wake(kiosk);
  });
  await servePages(app);
}
