import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { keepCompiled } from '../../../src/cli/node-options.ts';
import type { DiskOperation } from './disk-operation.ts';
import { readTrace, TRACED } from './read-trace.ts';

/** Longer than any page, any batch of events in the WAL and any file that is written at once. */
const LONGEST_STRING = 4 * 1024 * 1024;

/** Why writers can't be traced on this machine; undefined when they can. */
export function cannotTrace(): string | undefined {
  if (process.platform !== 'linux') return 'power cuts are explored on Linux only';
  const tried = spawnSync('strace', ['-f', '-e', 'trace=openat', '-o', '/dev/null', 'true']);
  if (tried.error !== undefined) return 'strace is not installed';
  return tried.status === 0 ? undefined : 'strace may not trace here';
}

/** Runs a writer to its end in an empty folder and returns all it did to that folder. `folders`: made before it starts. */
export function recordWriter(
  script: string,
  args: readonly string[],
  folders: readonly string[] = [],
): readonly DiskOperation[] {
  const scratch = mkdtempSync(join(tmpdir(), 'muster-trace-'));
  try {
    const folder = join(scratch, 'data');
    for (const each of ['', ...folders]) mkdirSync(join(folder, each), { recursive: true });
    const trace = join(scratch, 'trace');
    const strace = ['-f', '-y', '-xx', '-s', String(LONGEST_STRING), '--seccomp-bpf', '-o', trace];
    const ran = spawnSync(
      'strace',
      [...strace, '-e', `trace=${TRACED.join(',')}`, process.execPath, script, folder, ...args],
      // Through io_uring bytes could be written that no system call shows.
      {
        env: { ...process.env, ...keepCompiled(), UV_USE_IO_URING: '0' },
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
      },
    );
    if (ran.status !== 0) throw new Error(`the traced writer failed: ${ran.stderr || String(ran.error)}`);
    return readTrace(readFileSync(trace, 'latin1'), folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
