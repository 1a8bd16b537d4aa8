/** How long kiosks are served before everybody else gets their turn; the thread that stores events waits for it between two groups. */
const TURN_MS = 4;

/** Served for so many at a time between two looks at the clock. */
const LOOK_EVERY = 8;

/** One piece in so many is of those that can wait: in a storm that lasts they would otherwise wait until it is over. */
const LATER_SHARE = 4;

/**
 * Work for kiosks, in turns: however many of them call at once, the rest of the hub never waits longer than one turn and one
 * piece of work. What is added as `soon` goes before what is added as `later`, but for a share; each of them in the order it came.
 */
export class Turns {
  readonly #soon = new Line();
  readonly #later = new Line();
  #next: NodeJS.Immediate | undefined;
  #taken = 0;

  soon(work: () => void): void {
    this.#add(this.#soon, work);
  }

  later(work: () => void): void {
    this.#add(this.#later, work);
  }

  /** Does everything that waits. */
  drain(): void {
    clearImmediate(this.#next);
    this.#next = undefined;
    for (let work = this.#take(); work !== undefined; work = this.#take()) work();
  }

  #add(line: Line, work: () => void): void {
    line.add(work);
    this.#next ??= setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#next = undefined;
    const until = performance.now() + TURN_MS;
    for (let done = 1; ; done += 1) {
      const work = this.#take();
      if (work === undefined) return;
      work();
      if (done % LOOK_EVERY === 0 && performance.now() > until) break;
    }
    if (this.#soon.length + this.#later.length > 0) this.#next ??= setImmediate(() => this.#turn());
  }

  #take(): (() => void) | undefined {
    this.#taken += 1;
    const first = this.#taken % LATER_SHARE === 0 ? this.#later : this.#soon;
    return first.take() ?? this.#soon.take() ?? this.#later.take();
  }
}

/** First in, first out; an array alone moves all of its elements at each taking. */
class Line {
  #in: (() => void)[] = [];
  #out: (() => void)[] = [];

  get length(): number {
    return this.#in.length + this.#out.length;
  }

  add(work: () => void): void {
    this.#in.push(work);
  }

  take(): (() => void) | undefined {
    if (this.#out.length === 0) {
      this.#out = this.#in.reverse();
      this.#in = [];
    }
    return this.#out.pop();
  }
}
