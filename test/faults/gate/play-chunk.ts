import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { NOTHING_PLAYED, type Played } from '../campaign.ts';
import type { Piece } from './pieces.ts';

/** A chunk is about a minute's worth; what takes this long hangs, however slow the machine. */
const HANGS_AFTER_MS = 60 * 60_000;

/** How much of what a chunk that crashed had said is told. */
const TOLD_CHARS = 4_000;

const PlayedSchema = z.object({
  failures: z.array(z.string()),
  totals: z.record(z.string(), z.number()),
  worst: z.record(z.string(), z.number()),
});

export type PlayingChunk = {
  /** A crash or a hang is a failure like any other; undefined: it was stopped. */
  readonly played: Promise<Played | undefined>;
  readonly stop: () => void;
};

/** Plays cases of a campaign, one of the list at `list`, in a process of their own. */
export function playChunk(list: string, name: string, piece: Piece): PlayingChunk {
  const child = fork(
    join(import.meta.dirname, 'chunk-process.ts'),
    [list, name, String(piece.from), String(piece.count)],
    { execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    child.kill('SIGKILL');
  };
  const played = resultOf(child).then((result) => {
    if (isStopped) return undefined;
    return typeof result === 'string' ? crashed(name, piece, result) : result;
  });
  return { played, stop };
}

/** What the chunk found; a text: why it never said so. */
function resultOf(child: ChildProcess): Promise<Played | string> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      said = `${said}${text.toString()}`.slice(-TOLD_CHARS);
    });
  }
  return new Promise((resolve) => {
    const hangs = setTimeout(() => {
      resolve(`no end within ${HANGS_AFTER_MS / 60_000} minutes\n${said}`);
      child.kill('SIGKILL');
    }, HANGS_AFTER_MS);
    child.once('message', (message) => resolve(PlayedSchema.parse(message)));
    child.once('exit', (code, signal) => {
      clearTimeout(hangs);
      resolve(`ended by itself (${signal ?? code})\n${said}`);
    });
  });
}

function crashed(name: string, { from, count }: Piece, why: string): Played {
  return {
    ...NOTHING_PLAYED,
    failures: [`cases ${from} to ${from + count - 1}: ${why}\n${commandFor(name, { from, count })}`],
  };
}

/** What plays these cases again. */
export function commandFor(name: string, { from, count }: Piece): string {
  return `npm run gate -- --only=${name} --from=${from} --count=${count}`;
}
