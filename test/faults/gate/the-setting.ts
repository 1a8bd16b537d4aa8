import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Setting } from './saved.ts';

/** Which code is played, and on what. */
export function theSetting(): Setting {
  return { commit: commitHere(), machine: machineHere(), now: () => new Date() };
}

/** The commit; where the code differs from it, with what tells one difference from another. */
function commitHere(): string {
  const head = git(['rev-parse', '--short=12', 'HEAD']);
  const changes = git(['diff', 'HEAD', '--', 'src', 'test', 'migrations', 'package-lock.json']);
  if (head === undefined || changes === undefined) return 'unknown';
  if (changes === '') return head;
  return `${head}+${createHash('sha256').update(changes).digest('hex').slice(0, 6)}`;
}

function machineHere(): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${platform()} ${release()}, ${availableParallelism()} × ${processor}, ${memory}, Node ${process.versions.node}`;
}

function git(args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', [...args], {
    cwd: join(import.meta.dirname, '../../..'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return status === 0 ? stdout.trim() : undefined;
}
