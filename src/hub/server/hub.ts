import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DemoFacts } from '#contracts/process-messages.ts';
import { createLog, type Log } from '#platform/log.ts';
import { ProcessLock } from '#platform/process-lock.ts';
import { addRoutes } from './add-routes.ts';
import { type Assembly, assembleParts } from './assemble-parts.ts';
import { createFirstAdmin, type FirstAdmin } from './auth/first-admin.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { diskTroubleIn } from './disk/disk-trouble.ts';
import { makeRoomToStart } from './disk/hub-disk.ts';
import { createApp } from './http/create-app.ts';
import { listen } from './http/listen.ts';
import { ownAddress } from './hub-address.ts';
import { openHubKeys } from './hub-keys.ts';
import type { HubClock, HubParts } from './hub-parts.ts';
import { type Every, everyByTimer, startJobs } from './jobs/start-jobs.ts';
import { chooseBadges } from './people/badges.ts';
import { addCertificateRoute } from './routes/certificate-route.ts';
import type { HubSettings } from './settings.ts';
import { orThrow, StartProblem } from './start-problem.ts';
import { startSync } from './start-sync.ts';
import type { HubDatabase } from './store/hub-database.ts';
import { openHubDatabase } from './store/open-hub-database.ts';
import { systemClock } from './system-clock.ts';
import { type ServerCertificate, serverCertificate } from './tls/server-certificate.ts';

export type HubOptions = {
  readonly clock?: HubClock;
  readonly every?: Every;
  readonly log?: Log;
  /** Space kept on the disk for when somebody else fills it; none unless told. */
  readonly ballastBytes?: number;
  /** The disk failed under the database. Whoever runs the hub has to end it at once, and start it again. */
  readonly onDiskFailed?: () => void;
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
  /** What keeps the recorded safe. */
  readonly keeping: Pick<Assembly, 'backups' | 'watch'>;
  readonly close: () => Promise<void>;
};

/** Starts a hub on its data folder; throws a StartProblem with words for whoever started it. */
export async function startHub(settings: HubSettings, options: HubOptions = {}): Promise<RunningHub> {
  const log = options.log ?? createLog({ level: settings.log });
  const clock = options.clock ?? systemClock();
  const keys = orThrow(openHubKeys(settings.data, randomBytes), ({ text }) => text);
  const lock = orThrow(ProcessLock.take(join(settings.data, 'hub', 'lock')), ({ text }) => text);
  let db: HubDatabase | undefined;
  try {
    makeRoomToStart(join(settings.data, 'hub'));
    db = orThrow(openHubDatabase(settings.data), (text) => text);
    const certificate = orThrow(await serverCertificate(settings, clock.now()), (text) => text);
    const every = options.every ?? everyByTimer;
    const { ballastBytes = 0, onDiskFailed: onFailed = () => undefined } = options;
    const opened = { settings, db, keys, clock, log, certificate, every, lock };
    return await runHub({ ...opened, ballastBytes, onFailed });
  } catch (error) {
    db?.close();
    lock.release();
    throw diskTroubleIn(error) === 'full' ? new StartProblem(fullDisk(settings)) : error;
  }
}

function fullDisk({ data }: HubSettings): string {
  return `The disk that holds ${data} is full, so the hub can't start. Nothing is lost. Make room and start it again.`;
}

type Opened = Omit<Parameters<typeof assembleParts>[0], 'address'> & {
  readonly certificate: ServerCertificate | undefined;
  readonly every: Every;
  readonly lock: ProcessLock;
};

async function runHub({ certificate, every, lock, ...opened }: Opened): Promise<RunningHub> {
  const { settings, clock, log } = opened;
  const secure = certificate !== undefined;
  const address = ownAddress(settings, secure, clock.now);
  const assembly = assembleParts({ ...opened, address: address.current });
  const { parts } = assembly;
  chooseBadges(parts.db, settings.badges);
  const demo = settings.demo ? await seedDemo(parts) : null;
  const firstAdmin = await createFirstAdmin(parts.db, clock.now(), settings.adminPassword);

  const app = await createApp(parts, certificate);
  const sync = startSync(app, assembly);
  addCertificateRoute(app, certificate);
  await addRoutes(app, assembly, sync);
  const port = await listen(app, settings);
  address.listensOn(port);
  const stopJobs = startJobs(assembly, { every, wakeAll: sync.wakeAll });
  log.info('hub started', { url: address.current().url, port });

  return {
    url: address.current().url,
    localUrl: `${secure ? 'https' : 'http'}://localhost:${port}`,
    ...{ firstAdmin, demo, parts, keeping: assembly },
    async close() {
      stopJobs();
      await sync.close();
      await app.close();
      await parts.reads.close();
      await assembly.writer.close();
      parts.db.close();
      lock.release();
      log.info('hub stopped');
    },
  };
}
