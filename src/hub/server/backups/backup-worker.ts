import { workHere } from '#platform/run-in-worker.ts';
import { loadDrizzleLightly } from '../store/light-drizzle.ts';
import type { BackupOrder, BackupProgress } from './make-backup.ts';

loadDrizzleLightly();

// Run by `runInWorker`: a copy and its check take seconds to minutes, in which the hub must go on.
await workHere<BackupOrder, BackupProgress, unknown>(async (order, tell) => {
  const { makeBackup } = await import('./make-backup.ts');
  return await makeBackup(order, tell);
});
