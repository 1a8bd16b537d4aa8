import { workerData } from 'node:worker_threads';
import { answerHere } from '#platform/answering-thread.ts';
import { loadDrizzleLightly } from '../store/light-drizzle.ts';
import type { ReadQuestion } from './hub-reads.ts';

loadDrizzleLightly();
// After drizzle's loading was arranged for, which a static import would come before.
const { openReadParts } = await import('./open-read-parts.ts');
const { runRead } = await import('./reads.ts');

const { partsAt } = openReadParts((workerData as { path: string }).path);

answerHere(({ name, given, now }: ReadQuestion) =>
  runRead(partsAt(now), name, given as Parameters<typeof runRead>[2]),
);
