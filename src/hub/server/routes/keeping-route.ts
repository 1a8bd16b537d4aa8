import { type Keeping, KeepingSchema } from '#contracts/hub-api/keeping.ts';
import type { BackupKeeper } from '../backups/backup-keeper.ts';
import type { DatabaseWatch } from '../backups/database-watch.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';

type Options = { readonly backups: BackupKeeper; readonly watch: DatabaseWatch };

/** Whether what was recorded is safe: backups, and the nightly check. */
export function addKeepingRoute(app: App, { disk, clock }: HubParts, { backups, watch }: Options): void {
  app.get(
    '/api/v1/hub/keeping',
    { config: { access: 'admin' }, schema: { tags: ['hub'], response: { 200: KeepingSchema } } },
    async (): Promise<Keeping> => ({
      backups: backups.state(),
      check: watch.state(),
      disk: { standing: disk.standing(), freeBytes: disk.freeBytes() },
      now: clock.now(),
    }),
  );
}
