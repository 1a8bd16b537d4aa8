import { parentPort, workerData } from 'node:worker_threads';
import { loadDrizzleLightly } from '../store/light-drizzle.ts';

const port = parentPort;
if (port === null) throw new Error('the reads run in a worker thread of the hub');
loadDrizzleLightly();
// After drizzle's loading was arranged for, which a static import would come before.
const { openReadParts } = await import('./open-read-parts.ts');
const { runRead } = await import('./reads.ts');

const { partsAt } = openReadParts((workerData as { path: string }).path);

port.on('message', ({ id, now, name, given }) => {
  try {
    port.postMessage({ id, read: runRead(partsAt(now), name, given) });
  } catch (error) {
    port.postMessage({ id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
