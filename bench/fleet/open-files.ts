import { readFileSync } from 'node:fs';

/** How many files and sockets a process started from here may have open; `undefined` where the system doesn't say. */
export function openFilesLimit(): number | undefined {
  try {
    const line = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
    return line === null ? undefined : Number(line[1]);
  } catch {
    return undefined;
  }
}

/** For libraries, databases and pipes. */
const OTHERS = 200;

/** Why so many sockets can't be had, in words for whoever started it; `undefined` when they can. */
export function tooFewFiles(sockets: number, limit = openFilesLimit()): string | undefined {
  if (limit === undefined || limit >= sockets + OTHERS) return undefined;
  return `left out: it needs ${sockets + OTHERS} open files a process, and this shell allows ${limit}. Try again after "ulimit -n ${sockets + OTHERS}".`;
}
