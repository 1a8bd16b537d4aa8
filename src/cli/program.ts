import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { z } from 'zod';
import { KeptProgram } from './keep-running.ts';
import { keepCompiled, SMALL_YOUNG } from './node-options.ts';

/** A program of its own process, started from here, kept running and told to stop from here. */
export type ProgramPlan<Ready> = {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** What it says over the IPC channel once it serves. */
  readonly ready: z.ZodType<Ready>;
  /** Tells the person at the terminal that it stopped and came back. */
  readonly say: (text: string) => void;
};

const READY_WITHIN_MS = 60_000;
/** More than its own children are given to end. */
const STOP_WITHIN_MS = 8_000;

/** Owns one program, which must come up the first time and is started again whenever it ends after that, and the file its output goes to. */
export class Program<Ready> {
  readonly #plan: ProgramPlan<Ready>;
  readonly #log: WriteStream;
  readonly #kept: KeptProgram;
  readonly #first = Promise.withResolvers<Ready>();
  readonly #tooLong: NodeJS.Timeout;
  #hasServed = false;

  constructor(plan: ProgramPlan<Ready>) {
    this.#plan = plan;
    this.#log = createWriteStream(plan.logFile, { flags: 'a' });
    this.#kept = new KeptProgram({
      launch: () => this.#launch(),
      onExit: (code, againInMs) => this.#ended(code, againInMs),
      endWithinMs: STOP_WITHIN_MS,
    });
    this.#tooLong = setTimeout(() => this.#fail('did not get ready within a minute'), READY_WITHIN_MS);
    this.#kept.start();
  }

  /** What it said when it first served; a `ProgramFailed` if it never did. */
  get ready(): Promise<Ready> {
    return this.#first.promise;
  }

  /** Asks it to end, waits, and insists if it doesn't. */
  async stop(): Promise<void> {
    clearTimeout(this.#tooLong);
    await this.#kept.end();
    this.#log.end();
  }

  #launch(): ChildProcess {
    const { script, args, env, ready } = this.#plan;
    const child = fork(script, args, {
      execArgv: [...process.execArgv, ...SMALL_YOUNG],
      env: { ...process.env, ...keepCompiled(), ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C reaches the whole group of a terminal; the children wait to be told in order instead.
      detached: true,
    });
    child.stdout?.pipe(this.#log, { end: false });
    child.stderr?.pipe(this.#log, { end: false });
    child.on('message', (message) => {
      const said = ready.safeParse(message);
      if (said.success) this.#serves(said.data);
    });
    return child;
  }

  #serves(ready: Ready): void {
    clearTimeout(this.#tooLong);
    if (this.#hasServed) this.#plan.say(`${this.#plan.name} is back.`);
    this.#hasServed = true;
    this.#first.resolve(ready);
  }

  #ended(code: number | null, againInMs: number): boolean {
    if (!this.#hasServed)
      this.#fail(`stopped while starting (${code === null ? 'killed' : `exit code ${code}`})`);
    else this.#plan.say(`${this.#plan.name} stopped; starting it again in ${againInMs / 1000} s.`);
    return this.#hasServed;
  }

  #fail(why: string): void {
    clearTimeout(this.#tooLong);
    const { name, logFile } = this.#plan;
    this.#first.reject(new ProgramFailed(`${name} ${why}. What it said: ${logFile}`));
  }
}

/** A program did not come up; the message is for the person at the terminal. */
export class ProgramFailed extends Error {}
