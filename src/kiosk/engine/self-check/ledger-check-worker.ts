import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { checkWholeLedger } from './check-whole-ledger.ts';

// A thread of its own, started for one check: no touch waits for it.
parentPort?.postMessage(checkWholeLedger(z.string().parse(workerData)));
