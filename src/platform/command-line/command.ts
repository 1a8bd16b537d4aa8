import type { z } from 'zod';
import type { Result } from '#domain/result.ts';
import { readSettings, type SettingsSource } from '../settings.ts';
import type { Terminal } from './terminal.ts';

/** All is well; something is wrong with what was looked at; the call was wrong; what was asked for could not be done. */
export const EXIT = { fine: 0, problem: 1, badCall: 2, impossible: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

type CommandPlan<S extends z.ZodObject> = {
  readonly name: string;
  /** A few words, without a full stop: for the list of commands. */
  readonly summary: string;
  /** What it does and what each setting means, as `--help` shows it below the usage line. */
  readonly help: string;
  /** Key `outFile` is `--out-file=…`, else MUSTER_OUT_FILE; values arrive as text. */
  readonly settings: S;
  readonly run: (settings: z.infer<S>, terminal: Terminal) => Promise<ExitCode> | ExitCode;
};

/** A command whose settings nobody outside needs to know. */
export type Command = Pick<CommandPlan<z.ZodObject>, 'name' | 'summary' | 'help'> & {
  /** The failure is words about the settings. */
  readonly prepare: (
    source: SettingsSource,
  ) => Result<(terminal: Terminal) => Promise<ExitCode> | ExitCode, string>;
};

/** Ties a command to its settings. */
export function command<S extends z.ZodObject>({ settings, run, ...about }: CommandPlan<S>): Command {
  return {
    ...about,
    prepare: (source) => {
      const read = readSettings(settings, source);
      return read.ok ? { ok: true, value: (terminal) => run(read.value, terminal) } : read;
    },
  };
}
