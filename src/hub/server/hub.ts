import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DemoFacts } from '#contracts/process-messages.ts';
import { createLog, type Log } from '#platform/log.ts';
import { ProcessLock } from '#platform/process-lock.ts';
import { addRoutes } from './add-routes.ts';
import { assembleParts } from './assemble-parts.ts';
import { createFirstAdmin, type FirstAdmin } from './auth/first-admin.ts';
import { createApp } from './http/create-app.ts';
import { hubAddress } from './hub-address.ts';
import { openHubKeys } from './hub-keys.ts';
import type { HubAddress, HubClock, HubParts } from './hub-parts.ts';
import { type Every, everyByTimer, startJobs } from './jobs/start-jobs.ts';
import { addCertificateRoute } from './routes/certificate-route.ts';
import type { HubSettings } from './settings.ts';
import { orThrow } from './start-problem.ts';
import { startSync } from './start-sync.ts';
import { openHubDatabase } from './store/open-hub-database.ts';
import { systemClock } from './system-clock.ts';
import { serverCertificate } from './tls/server-certificate.ts';

export type HubOptions = {
  readonly clock?: HubClock;
  readonly every?: Every;
  readonly log?: Log;
};

export type RunningHub = {
  /** As others reach it. */
  readonly url: string;
  /** On this machine, whatever the network is like. */
  readonly localUrl: string;
  /** The account made at first start, to be shown once. */
  readonly firstAdmin: FirstAdmin | null;
  readonly demo: DemoFacts | null;
  readonly parts: HubParts;
  readonly close: () => Promise<void>;
};

/** Starts a hub on its data folder; throws a StartProblem with words for whoever started it. */
export async function startHub(settings: HubSettings, options: HubOptions = {}): Promise<RunningHub> {
  const log = options.log ?? createLog({ level: settings.log });
  const clock = options.clock ?? systemClock();
  const keys = orThrow(openHubKeys(settings.data, randomBytes), ({ text }) => text);
  const lock = orThrow(ProcessLock.take(join(settings.data, 'hub', 'lock')), ({ text }) => text);
  const database = orThrow(openHubDatabase(settings.data), (text) => text);
  const certificate = orThrow(await serverCertificate(settings, clock.now()), (text) => text);

  let listening: HubAddress | undefined;
  const address = () => listening ?? hubAddress(settings, settings.hubPort, certificate !== undefined);
  const assembly = assembleParts({ settings, database, keys, clock, log, address });
  const { parts } = assembly;
  const firstAdmin = await createFirstAdmin(parts.db, clock.now(), settings.adminPassword);

  const app = await createApp(parts, certificate);
  const sync = startSync(app, assembly);
  await addRoutes(app, assembly, sync);
  addCertificateRoute(app, certificate);
  await app.listen({ host: settings.host, port: settings.hubPort });
  const { port } = app.server.address() as AddressInfo;
  listening = hubAddress(settings, port, certificate !== undefined);
  const stopJobs = startJobs(assembly, { every: options.every ?? everyByTimer, wakeAll: sync.wakeAll });
  log.info('hub started', { url: listening.url, port });

  return {
    url: listening.url,
    localUrl: `${certificate === undefined ? 'http' : 'https'}://localhost:${port}`,
    firstAdmin,
    demo: null,
    parts,
    async close() {
      stopJobs();
      sync.close();
      await app.close();
      parts.db.close();
      lock.release();
      log.info('hub stopped');
    },
  };
}
