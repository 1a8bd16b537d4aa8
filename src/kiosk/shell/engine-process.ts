import { z } from 'zod';
import type { EngineChild } from './engine-child.ts';

export type EngineProcessOptions = {
  readonly launch: () => EngineChild;
  readonly onToScreen: (text: string) => void;
  /** The engine ended without being asked and will be started again in `retryInMs`. */
  readonly onDown: (code: number | null, retryInMs: number) => void;
  /** Runs once, `ms` from now, unless the function it returns is called first. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly now: () => number;
};

// A short first wait, because the most likely crash is the first in a year and people stand before the screen.
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
/** An engine that ran this long was healthy: its end starts the waits from the beginning. */
const HEALTHY_AFTER_MS = 30_000;
/** Time to finish a write and to close the database. */
const STOP_WITHIN_MS = 5_000;

const ToScreenSchema = z.object({ type: z.literal('to-screen'), text: z.string() });

/** Keeps the engine running: starts it, starts it again with growing waits when it dies, and ends it when the kiosk ends. */
export class EngineProcess {
  readonly #options: EngineProcessOptions;
  #child: EngineChild | undefined;
  #startedAt = 0;
  #retryInMs = FIRST_RETRY_MS;
  #cancelRetry: () => void = () => undefined;
  #stopping: { readonly ended: () => void } | undefined;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
  }

  get isUp(): boolean {
    return this.#child !== undefined;
  }

  start(): void {
    const child = this.#options.launch();
    this.#child = child;
    this.#startedAt = this.#options.now();
    child.onMessage((message) => {
      const parsed = ToScreenSchema.safeParse(message);
      if (parsed.success) this.#options.onToScreen(parsed.data.text);
    });
    child.onExit((code) => this.#ended(child, code));
  }

  /** What a screen says while the engine is down is lost: the screen is told everything again after the restart. */
  post(message: unknown): void {
    this.#child?.post(message);
  }

  /** Resolves when the engine has ended, by itself or after a while by force. */
  async stop(): Promise<void> {
    this.#cancelRetry();
    const child = this.#child;
    if (child === undefined) return;
    const cancelKill = this.#options.after(STOP_WITHIN_MS, () => child.kill());
    await new Promise<void>((resolve) => {
      this.#stopping = { ended: resolve };
      child.post({ type: 'stop' });
    });
    cancelKill();
  }

  #ended(child: EngineChild, code: number | null): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (this.#stopping !== undefined) {
      this.#stopping.ended();
      return;
    }
    if (this.#options.now() - this.#startedAt >= HEALTHY_AFTER_MS) this.#retryInMs = FIRST_RETRY_MS;
    const retryInMs = this.#retryInMs;
    this.#retryInMs = Math.min(LONGEST_RETRY_MS, retryInMs * 2);
    this.#cancelRetry = this.#options.after(retryInMs, () => this.start());
    this.#options.onDown(code, retryInMs);
  }
}
