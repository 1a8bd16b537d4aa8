import type { DeviceDeps } from '../../../../../src/kiosk/engine/devices/device-deps.ts';

type Timer = { readonly dueAt: number; readonly run: () => void };

/** A clock that moves only when told to, with its timers. */
export class ManualDeps implements DeviceDeps {
  #now = 1_000_000;
  readonly #timers = new Set<Timer>();
  readonly mono = () => this.#now;
  readonly random = () => 0.5;
  readonly after = (ms: number, run: () => void) => {
    const timer = { dueAt: this.#now + ms, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  /** Runs every timer that falls due on the way, in order. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.dueAt);
      next.run();
    }
    this.#now = until;
  }

  /** How many timers are waiting. */
  get waiting(): number {
    return this.#timers.size;
  }

  #next(until: number): Timer | undefined {
    return [...this.#timers].filter((timer) => timer.dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0];
  }
}
