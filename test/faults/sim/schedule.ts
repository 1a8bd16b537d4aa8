type Task = { readonly at: number; readonly order: number; readonly run: () => void };

/** Virtual time: runs tasks in the order of their times, and equal times in the order they came. */
export class Schedule {
  readonly #heap: Task[] = [];
  #now = 0;
  #order = 0;

  get now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): void {
    this.at(this.#now + ms, run);
  }

  at(time: number, run: () => void): void {
    const task = { at: Math.max(time, this.#now), order: this.#order++, run };
    const heap = this.#heap;
    let i = heap.push(task) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(task, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = task;
  }

  /** Runs everything up to and including `time`. */
  runUntil(time: number): void {
    for (let next = this.#heap[0]; next !== undefined && next.at <= time; next = this.#heap[0]) {
      this.#removeFirst();
      this.#now = next.at;
      next.run();
    }
    this.#now = Math.max(this.#now, time);
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let i = 0;
    for (;;) {
      const left = heap[2 * i + 1];
      const right = heap[2 * i + 2];
      const useRight = right !== undefined && left !== undefined && isBefore(right, left);
      const child = useRight ? right : left;
      if (child === undefined || !isBefore(child, last)) break;
      heap[i] = child;
      i = useRight ? 2 * i + 2 : 2 * i + 1;
    }
    heap[i] = last;
  }
}

function isBefore(a: Task, b: Task): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
