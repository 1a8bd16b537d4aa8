import { type Health, HealthSchema } from '#contracts/hub-api/health.ts';
import type { KioskNumber } from '#domain/ids.ts';
import type { BackupKeeper } from '../backups/backup-keeper.ts';
import type { DatabaseWatch } from '../backups/database-watch.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { installedVersion } from '../installed-folder.ts';
import type { KioskContacts } from '../kiosks/kiosk-contacts.ts';
import { allKiosks } from '../store/kiosk-store.ts';

type Options = {
  readonly contacts: KioskContacts;
  readonly online: () => ReadonlySet<KioskNumber>;
  readonly backups: BackupKeeper;
  readonly watch: DatabaseWatch;
};

/** For whatever watches over the hub; open, so it says nothing that an outsider may not know. */
export function addHealthRoute(app: App, parts: HubParts, options: Options): void {
  const version = installedVersion();
  app.get(
    '/api/v1/health',
    {
      config: { access: 'open' },
      schema: { tags: ['health'], response: { 200: HealthSchema, 503: HealthSchema } },
    },
    async (_request, reply) => {
      const health = healthOf(parts, options, version);
      return await reply.code(health.status === 'failing' ? 503 : 200).send(health);
    },
  );
}

function healthOf(
  { db, disk, clock, log }: HubParts,
  { contacts, online, backups, watch }: Options,
  version: string,
): Health {
  const now = clock.now();
  try {
    const kiosks = allKiosks(db).filter(({ revokedAt }) => revokedAt === null);
    const backlog = kiosks.reduce((sum, { number }) => sum + (contacts.of(number)?.backlog ?? 0), 0);
    const sync = { kiosks: kiosks.length, online: online().size, backlog };
    const database = watch.isDamaged() ? 'damaged' : 'ok';
    const standing = backups.standing();
    const isWell = database === 'ok' && disk.standing() === 'ok' && (standing === 'ok' || standing === 'off');
    const status = disk.takesWrites() ? (isWell ? 'ok' : 'degraded') : 'failing';
    return { status, version, database, disk: disk.standing(), backups: standing, sync, now };
  } catch (error) {
    log.error('database could not be read', { error });
    const sync = { kiosks: 0, online: 0, backlog: 0 };
    const about = { disk: disk.standing(), backups: backups.standing() };
    return { status: 'failing', version, database: 'failing', ...about, sync, now };
  }
}
