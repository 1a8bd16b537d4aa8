import type { Assembly } from '../assemble-parts.ts';
import { backUp } from '../store/back-up.ts';

/**
 * Copies the database to where the settings say. What is in a verified copy kiosks may delete, so there must be a second
 * disk for it: without one nothing counts as archived, and kiosks keep everything.
 */
export function keepBackups({ parts, events }: Pick<Assembly, 'parts' | 'events'>): () => Promise<void> {
  const { settings, db, clock, log } = parts;
  let isRunning = false;
  return async () => {
    if (settings.backups === undefined || isRunning) return;
    isRunning = true;
    const done = await backUp(db, settings.backups, clock.now());
    isRunning = false;
    if (!done.ok) return log.error('backup failed', { reason: done.error });
    events.markArchived(done.value.heads);
    log.info('backup written', { path: done.value.path });
  };
}
