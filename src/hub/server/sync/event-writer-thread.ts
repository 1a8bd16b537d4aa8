import { workerData } from 'node:worker_threads';
import { answerHere } from '#platform/answering-thread.ts';
import { loadDrizzleLightly } from '../store/light-drizzle.ts';
import type { WriterGiven } from './write-events.ts';

loadDrizzleLightly();
// After drizzle's loading was arranged for, which a static import would come before.
const { openEventWriting } = await import('./write-events.ts');

answerHere(openEventWriting(workerData as WriterGiven));
