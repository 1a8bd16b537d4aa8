import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomFrom } from '../../support/seed.ts';
import type { Played } from '../campaign.ts';
import { Disk, WAYS, type Way } from './disk.ts';
import type { DiskOperation } from './disk-operation.ts';

export type Subject = {
  /** Traces the writer with this seed. */
  readonly record: (seed: number) => readonly DiskOperation[];
  /** Opens what is left in a folder after a cut; what of the promises made until then doesn't hold, in words. */
  readonly check: (folder: string, said: readonly string[]) => string | undefined;
};

/** So many cuts are made in one traced life of a writer. */
export const CUTS_PER_TRACE = 150;

/** Cuts the power at random moments of recorded lives, and opens what is left. Case numbers are seeds. */
export function explore(
  subject: Subject,
  from: number,
  count: number,
  replayOf: (number: number) => string = (number) => `case ${number}`,
): Played {
  const failures: string[] = [];
  const totals = { states: 0, traces: 0, 'promises checked': 0 };
  for (let next = from; next < from + count; ) {
    const seed = Math.floor(next / CUTS_PER_TRACE);
    const end = Math.min(from + count, (seed + 1) * CUTS_PER_TRACE);
    const life = exploreLife(subject, seed, next, end);
    failures.push(...life.failures.map(({ number, why }) => `${why}: ${replayOf(number)}`));
    totals.states += end - next;
    totals.traces += 1;
    totals['promises checked'] += life.promises;
    next = end;
  }
  return { failures, totals, worst: {} };
}

type Cut = {
  readonly number: number;
  readonly after: number;
  readonly way: Way;
  readonly random: () => number;
};

function exploreLife(
  subject: Subject,
  seed: number,
  from: number,
  end: number,
): { readonly failures: readonly { number: number; why: string }[]; readonly promises: number } {
  const operations = subject.record(seed);
  const cuts = Array.from({ length: end - from }, (_, index) => cutOf(from + index, operations.length));
  cuts.sort((one, other) => one.after - other.after);
  const disk = new Disk();
  const said: string[] = [];
  const failures: { number: number; why: string }[] = [];
  let promises = 0;
  let played = 0;
  for (const { number, after, way, random } of cuts) {
    for (const operation of operations.slice(played, after)) {
      disk.play(operation);
      if (operation.kind === 'said') said.push(operation.line);
    }
    played = after;
    promises += said.length;
    const wrong = inScratchFolder(disk.afterCut(way, random), (folder) => subject.check(folder, said));
    if (wrong === undefined) continue;
    const where = `cut after operation ${after} of ${operations.length}, un-flushed ${way}`;
    failures.push({ number, why: `${where}: ${wrong}` });
  }
  return { failures, promises };
}

/** Each case's place and way depend on nothing but its number and the length of the life. */
function cutOf(number: number, length: number): Cut {
  const random = randomFrom(number);
  return {
    number,
    after: 1 + Math.floor(random() * length),
    way: WAYS[number % WAYS.length] ?? 'torn',
    random,
  };
}

function inScratchFolder<T>(files: ReadonlyMap<string, Uint8Array>, work: (folder: string) => T): T {
  // In memory where that can be had: only what is in the files counts here, not how durable the copy is.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'muster-cut-'));
  try {
    for (const [path, bytes] of files) {
      // The index of the WAL lives in memory and is made anew after a cut.
      if (path.endsWith('-shm')) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
