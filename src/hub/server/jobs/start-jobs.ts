import type { Assembly } from '../assemble-parts.ts';
import { refreshOccurrences } from '../timetable/refresh-occurrences.ts';
import { sealAndLock } from './seal-sessions.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Runs something again and again until the answer is called. Tests give their own. */
export type Every = (ms: number, job: () => void) => () => void;

export const everyByTimer: Every = (ms, job) => {
  const timer = setInterval(job, ms);
  return () => clearInterval(timer);
};

type Options = {
  readonly every: Every;
  /** Tells connected kiosks that there are new documents. */
  readonly wakeAll: () => void;
};

/** Everything that happens because time passes. One that fails is logged, and tried again the next time. */
export function startJobs(assembly: Assembly, { every, wakeAll }: Options): () => void {
  const { parts, contacts, revisions, channels } = assembly;
  const run = (name: string, job: () => void) => () => {
    try {
      job();
    } catch (error) {
      parts.log.error('job failed', { job: name, error });
    }
  };
  const save = () => {
    contacts.save();
    revisions.save();
  };
  let version = parts.db.dataVersion();
  const noticeChanges = () => {
    if (parts.db.dataVersion() === version) return;
    version = parts.db.dataVersion();
    channels.publishAll();
    wakeAll();
  };
  const stops = [
    // Doors open and sessions close by the clock.
    every(
      SECOND_MS,
      run('live', () => channels.publishAll()),
    ),
    every(SECOND_MS, run('data', noticeChanges)),
    every(
      10 * SECOND_MS,
      run('contacts', () => contacts.save()),
    ),
    every(
      MINUTE_MS,
      run('seal', () => sealAndLock({ ...parts, contacts })),
    ),
    // The stored meetings reach 200 days ahead, so once a day is enough; it takes a second on a large campus.
    every(
      DAY_MS,
      run('timetable', () => void refreshOccurrences(parts.db, parts.clock.now())),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
    run('kiosks', save)();
  };
}
