export type TryCounterOptions = { readonly most: number; readonly withinMs: number };

/** Beyond this many keys the oldest are forgotten, so that a flood of addresses costs no memory. */
const MOST_KEYS = 20_000;

/** Counts tries by key over a sliding time. Only in memory: a restart forgives everyone. */
export class TryCounter {
  readonly #options: TryCounterOptions;
  readonly #tries = new Map<string, readonly number[]>();

  constructor(options: TryCounterOptions) {
    this.#options = options;
  }

  /** How long until another try is free; 0: now. */
  waitMs(key: string, now: number): number {
    const tries = this.#recent(key, now);
    const [oldest] = tries;
    if (oldest === undefined || tries.length < this.#options.most) return 0;
    return oldest + this.#options.withinMs - now;
  }

  note(key: string, now: number): void {
    const tries = [...this.#recent(key, now), now].slice(-this.#options.most);
    this.#tries.delete(key);
    this.#tries.set(key, tries);
    const first = this.#tries.keys().next();
    if (this.#tries.size > MOST_KEYS && !first.done) this.#tries.delete(first.value);
  }

  #recent(key: string, now: number): readonly number[] {
    return (this.#tries.get(key) ?? []).filter((at) => now - at < this.#options.withinMs);
  }
}
