import process from 'node:process';

/** Where a tool says something. Results go to `out`; how far it has come, and what is wrong, beside them. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
  /** Whether `note` is read by a person who sees lines being drawn over. */
  readonly isLive: boolean;
};

/** The terminal, or the pipes, this process was started with. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    isLive: process.stderr.isTTY === true,
  };
}
