import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { z } from 'zod';
import { keepCompiled } from './node-options.ts';

/** A program of its own process, started from here and told to stop from here. */
export type ProgramPlan<Ready> = {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** What it says over the IPC channel once it serves. */
  readonly ready: z.ZodType<Ready>;
};

const READY_WITHIN_MS = 60_000;
/** After this a program that was asked to stop is ended. */
const STOP_WITHIN_MS = 8_000;

/** Owns one child process and the file its output goes to. */
export class Program<Ready> {
  readonly #child: ChildProcess;
  readonly #log: WriteStream;
  readonly ready: Promise<Ready>;
  readonly exited: Promise<void>;

  constructor(plan: ProgramPlan<Ready>) {
    this.#log = createWriteStream(plan.logFile, { flags: 'a' });
    this.#child = fork(plan.script, plan.args, {
      env: { ...process.env, ...keepCompiled(), ...plan.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C reaches the whole group of a terminal; the children wait to be told in order instead.
      detached: true,
    });
    this.#child.stdout?.pipe(this.#log, { end: false });
    this.#child.stderr?.pipe(this.#log, { end: false });
    this.exited = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    this.ready = this.#awaitReady(plan);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Asks it to end, waits, and insists if it doesn't. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGTERM');
      const insist = setTimeout(() => this.#child.kill('SIGKILL'), STOP_WITHIN_MS);
      await this.exited;
      clearTimeout(insist);
    }
    this.#log.end();
  }

  #awaitReady(plan: ProgramPlan<Ready>): Promise<Ready> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) =>
        reject(new ProgramFailed(`${plan.name} ${why}. What it said: ${plan.logFile}`));
      const tooLong = setTimeout(() => fail('did not get ready within a minute'), READY_WITHIN_MS);
      this.#child.once('exit', (code, signal) => {
        clearTimeout(tooLong);
        fail(`stopped while starting (${signal ?? `exit code ${code}`})`);
      });
      this.#child.once('error', (error) => fail(`could not be started: ${error.message}`));
      this.#child.on('message', (message) => {
        const said = plan.ready.safeParse(message);
        if (!said.success) return;
        clearTimeout(tooLong);
        resolve(said.data);
      });
    });
  }
}

/** A program did not come up; the message is for the person at the terminal. */
export class ProgramFailed extends Error {}
