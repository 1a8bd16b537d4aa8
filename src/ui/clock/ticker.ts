const SECOND_MS = 1000;

/** The one clock of a page: tells its listeners at each whole second of corrected time, and nothing else ticks. */
export class Ticker {
  readonly #wall: () => number;
  readonly #listeners = new Set<() => void>();
  #offsetMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `wall` is this machine's clock in ms since 1970. */
  constructor(wall: () => number) {
    this.#wall = wall;
  }

  /** Corrected time minus this machine's clock, as the program behind the page measured it. */
  setOffset(offsetMs: number): void {
    if (offsetMs === this.#offsetMs) return;
    this.#offsetMs = offsetMs;
    this.refresh();
  }

  /** Corrected time to the millisecond, in ms since 1970. */
  now(): number {
    return this.#wall() + this.#offsetMs;
  }

  /** Looks at the clock again: after the page was hidden, or the machine slept. */
  refresh(): void {
    for (const listener of this.#listeners) listener();
    this.#schedule();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#schedule();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) clearTimeout(this.#timer);
    };
  };

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#listeners.size === 0) return;
    // Timers may fire a little early; one millisecond past the second is surely past it.
    const untilNextSecond = SECOND_MS - (this.now() % SECOND_MS) + 1;
    this.#timer = setTimeout(() => this.refresh(), untilNextSecond);
  }
}
