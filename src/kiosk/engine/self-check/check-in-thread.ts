import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WholeCheck } from './check-whole-ledger.ts';

/** Beside this file as source; beside the built engine, which is one file, under a name of its own. */
const SCRIPTS = ['ledger-check-worker.ts', 'ledger-check.js', '../ledger-check.js'];

/** Reads through a whole ledger without keeping anybody waiting. Rejects when the check itself could not be made. */
export function checkInThread(path: string): Promise<WholeCheck> {
  const script = SCRIPTS.map((name) => join(import.meta.dirname, name)).find((file) => existsSync(file));
  if (script === undefined) throw new Error('the engine is installed without its ledger check');
  const worker = new Worker(script, { workerData: path });
  // The program may end meanwhile.
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the check of the ledger ended without a result')));
  });
}
