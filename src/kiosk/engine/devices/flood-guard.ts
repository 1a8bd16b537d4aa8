/** Counts what a device sends in a second, so that a broken one is let go of before it keeps the program busy. */
export class FloodGuard {
  readonly #mostPerS: number;
  #second = { startedAt: 0, count: 0 };

  /** `mostPerS`: bytes, or whatever is counted. */
  constructor(mostPerS: number) {
    this.#mostPerS = mostPerS;
  }

  /** A new connection. `at` in monotonic ms. */
  reset(at: number): void {
    this.#second = { startedAt: at, count: 0 };
  }

  isTooMuch(count: number, at: number): boolean {
    if (at - this.#second.startedAt >= 1_000) this.reset(at);
    this.#second = { ...this.#second, count: this.#second.count + count };
    return this.#second.count > this.#mostPerS;
  }
}
