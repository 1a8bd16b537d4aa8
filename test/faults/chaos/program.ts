import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { keepCompiled, ONE_ARENA } from '../../../src/cli/node-options.ts';

export type ProgramOptions = {
  /** As people know it: "hub", "kiosk 3". */
  readonly name: string;
  readonly entry: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly nodeArgs: readonly string[];
  readonly onMessage: (message: unknown) => void;
  /** It ended, and nobody had ended it. */
  readonly onCrash: (words: string) => void;
};

/** How much of what it said last is kept for whoever looks for the reason of a crash. */
const KEPT_CHARS = 4_000;

/** One of our programs as a process of its own, which may be killed, paused and started again at any moment. */
export class Program {
  readonly #options: ProgramOptions;
  #child: ChildProcess | undefined;
  #gone: Promise<unknown> = Promise.resolve();
  #said = '';
  #life = 0;

  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** How often it was started. */
  get life(): number {
    return this.#life;
  }

  /** What it wrote to its log, the end of it. */
  get said(): string {
    return this.#said;
  }

  start(): void {
    if (this.#child !== undefined) return;
    const { entry, argv, env, nodeArgs, onMessage } = this.#options;
    const child = fork(entry, [...argv], {
      execArgv: [...nodeArgs],
      env: { PATH: process.env['PATH'] ?? '', ...keepCompiled(), ...ONE_ARENA, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#life += 1;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        this.#said = `${this.#said}${text.toString()}`.slice(-KEPT_CHARS);
      });
    }
    child.on('message', (message) => {
      if (this.#child === child) onMessage(message);
    });
    this.#gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        resolve(undefined);
        this.#noteExit(child, signal ?? code);
      });
    });
  }

  /** SIGKILL: it gets no chance to tidy up. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Stands still in the middle of whatever it does, as a machine that is out of memory does. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** In RAM, in MB; undefined where Linux's books can't be read. */
  memoryMb(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
      return Math.round((Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024) / 1e6);
    } catch {
      return undefined;
    }
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    child?.kill(signal);
    await this.#gone;
  }

  #noteExit(child: ChildProcess, how: string | number | null): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    const { name, onCrash } = this.#options;
    onCrash(`${name} ended by itself (${how}):\n${this.#said}`);
  }
}
