import type { Socket } from 'node:net';

/** More than this on its way is too much for any line: the sender has to wait. */
const MOST_UNDER_WAY_BYTES = 256 * 1_024;

export type Pace = { readonly latencyMs: number; readonly bytesPerSecond: number };

type Parcel = { readonly at: number; readonly arrive: () => void };

/** One direction of one connection: what is sent arrives late, in its order, or never. */
export class Lane {
  readonly #pace: () => Pace;
  #queue: Parcel[] = [];
  #underWay = 0;
  #freeAt = 0;
  #swallows: boolean;

  constructor(pace: () => Pace, swallows: boolean) {
    this.#pace = pace;
    this.#swallows = swallows;
  }

  get swallows(): boolean {
    return this.#swallows;
  }

  /** From now on nothing arrives, not even what is on its way. */
  goDumb(): void {
    this.#swallows = true;
  }

  carry(from: Socket, to: Socket): void {
    from.on('data', (bytes) => {
      if (this.#swallows) return;
      this.#underWay += bytes.length;
      if (this.#underWay > MOST_UNDER_WAY_BYTES) from.pause();
      this.after(bytes.length, () => {
        this.#underWay -= bytes.length;
        if (from.isPaused() && this.#underWay <= MOST_UNDER_WAY_BYTES / 2) from.resume();
        if (to.writable) to.write(bytes);
      });
    });
  }

  /** Runs once this many bytes, and all before them, have got there. */
  after(bytes: number, arrive: () => void): void {
    const { latencyMs, bytesPerSecond } = this.#pace();
    const now = performance.now();
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes / bytesPerSecond) * 1_000;
    this.#queue.push({ at: this.#freeAt + latencyMs, arrive });
    if (this.#queue.length === 1) this.#wait();
  }

  // One timer at a time keeps the order, also when the line has just got faster.
  #wait(): void {
    const next = this.#queue[0];
    if (next === undefined) return;
    const waitMs = next.at - performance.now();
    if (waitMs <= 0) this.#deliver(next);
    else setTimeout(() => this.#deliver(next), waitMs);
  }

  #deliver(parcel: Parcel): void {
    if (!this.#swallows) parcel.arrive();
    this.#queue = this.#queue.slice(1);
    this.#wait();
  }
}
