import type { Assembly } from '../assemble-parts.ts';
import { pruneFeed } from '../directory/prune-feed.ts';
import { refreshOccurrences } from '../timetable/refresh-occurrences.ts';
import { sealAndLockInBits } from './seal-sessions.ts';

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

type Job = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => void | Promise<void>;
};

/** Everything that happens because time passes. One that fails is logged, and tried again the next time. */
export function startJobs(assembly: Assembly, { every, wakeAll }: Options): () => void {
  const { disk, log } = assembly.parts;
  const attempt = async ({ name, run }: Job): Promise<void> => {
    try {
      await run();
    } catch (error) {
      if (disk.note(error) === undefined) log.error('job failed', { job: name, error });
    }
  };
  const stops = jobsOf(assembly, wakeAll).map((job) => every(job.everyMs, () => void attempt(job)));
  return () => {
    for (const stop of stops) stop();
    assembly.backups.stop();
    assembly.watch.stop();
    void attempt(saveAllJob(assembly));
  };
}

function jobsOf(assembly: Assembly, wakeAll: () => void): readonly Job[] {
  const { parts, contacts, channels, backups, watch } = assembly;
  return [
    // Doors open and sessions close by the clock, without any event.
    { name: 'live', everyMs: SECOND_MS / 10, run: () => channels.publishShare() },
    { name: 'changes', everyMs: SECOND_MS, run: noticeChanges(assembly, wakeAll) },
    saveJob(assembly),
    { name: 'disk', everyMs: 2 * SECOND_MS, run: () => parts.disk.look() },
    { name: 'seal', everyMs: SECOND_MS, run: sealAndLockInBits({ ...parts, contacts }) },
    { name: 'backup', everyMs: 2 * SECOND_MS, run: () => backups.runIfDue() },
    { name: 'check', everyMs: MINUTE_MS, run: () => watch.runIfDue(backups.damagedAt()) },
    { name: 'feed', everyMs: 60 * MINUTE_MS, run: pruning(parts) },
    // The stored meetings reach 200 days ahead, so once a day is enough; it takes a second on a large campus.
    {
      name: 'timetable',
      everyMs: DAY_MS,
      run: () => void refreshOccurrences(parts.db, parts.clock.now()),
    },
  ];
}

function pruning({ db, clock, log }: Assembly['parts']): () => Promise<void> {
  return async () => {
    const gone = await pruneFeed(db, clock.now());
    if (gone > 0) log.info('feed pruned', { rows: gone });
  };
}

/** What is said every few seconds, and may be said again after a crash. */
function saveJob({ parts, contacts, revisions }: Assembly): Job {
  const run = () => {
    if (!parts.disk.takesWrites()) return;
    contacts.save(SAVED_AT_ONCE);
    revisions.save(SAVED_AT_ONCE);
  };
  return { name: 'save', everyMs: SECOND_MS, run };
}

/** A few milliseconds' work. */
const SAVED_AT_ONCE = 100;

function saveAllJob({ parts, contacts, revisions }: Assembly): Job {
  const run = () => {
    if (!parts.disk.takesWrites()) return;
    contacts.save();
    revisions.save();
  };
  return { name: 'save', everyMs: SECOND_MS, run };
}

function noticeChanges({ parts, channels }: Assembly, wakeAll: () => void): () => void {
  let version = parts.db.dataVersion();
  return () => {
    if (parts.db.dataVersion() === version) return;
    version = parts.db.dataVersion();
    channels.publishAll();
    wakeAll();
  };
}
