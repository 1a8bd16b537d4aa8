import type { ChildProcess } from 'node:child_process';

export type KeptOptions = {
  readonly launch: () => ChildProcess;
  /** Whether this end is one to start again from; `false` ends the keeping. `againInMs`: when that will be. */
  readonly onExit: (code: number | null, againInMs: number) => boolean;
  /** Time to end by itself when told to; 5 s unless told, enough to close a database. */
  readonly endWithinMs?: number;
};

// Short at first, because a single crash should hardly be noticed; long at last, because a broken one should not fill the log.
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** What ran this long was well. */
const WELL_AFTER_MS = 30_000;
const END_WITHIN_MS = 5_000;

/** A program that is started again, after growing waits, whenever it ends by itself. */
export class KeptProgram {
  readonly #options: KeptOptions;
  #child: ChildProcess | undefined;
  #waitMs = FIRST_WAIT_MS;
  #timer: NodeJS.Timeout | undefined;
  #ending = false;

  constructor(options: KeptOptions) {
    this.#options = options;
  }

  start(): void {
    const startedAt = performance.now();
    const child = this.#options.launch();
    this.#child = child;
    // A program that can't be started at all has no exit.
    child.once('error', () => this.#ended(child, null, startedAt));
    child.once('exit', (code) => this.#ended(child, code, startedAt));
  }

  /** Ends it, so that it is started again as it is to be now. */
  startAnew(): void {
    if (this.#child === undefined) return;
    this.#waitMs = FIRST_WAIT_MS;
    this.#child.kill();
  }

  /** Resolves when it has ended, by itself or after a while by force. */
  async end(): Promise<void> {
    this.#ending = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child === undefined) return;
    const { endWithinMs = END_WITHIN_MS } = this.#options;
    const force = setTimeout(() => child.kill('SIGKILL'), endWithinMs);
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
    clearTimeout(force);
  }

  #ended(child: ChildProcess, code: number | null, startedAt: number): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (performance.now() - startedAt >= WELL_AFTER_MS) this.#waitMs = FIRST_WAIT_MS;
    if (this.#ending || !this.#options.onExit(code, this.#waitMs)) return;
    this.#timer = setTimeout(() => this.start(), this.#waitMs);
    this.#waitMs = Math.min(LONGEST_WAIT_MS, this.#waitMs * 2);
  }
}
