import { Worker } from 'node:worker_threads';
import type { EpochMs } from '#domain/ids.ts';
import type { Log } from '#platform/log.ts';
import { ApiFailure } from '../api-failure.ts';
import { type Answer, type Given, type Read, type ReadName, type ReadParts, runRead } from './reads.ts';

/** A thread that nobody asked anything for this long is ended: it occupies some 30 MB. */
const IDLE_MS = 60_000;

type Asked = {
  readonly id: number;
  readonly name: ReadName;
  readonly given: unknown;
  readonly now: EpochMs;
};

type Waiting = { readonly resolve: (read: Read<unknown>) => void; readonly reject: (error: Error) => void };

type Thread = {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  idleTimer: NodeJS.Timeout | undefined;
};

type Said = { readonly id: number; readonly read?: Read<unknown>; readonly failed?: string };

export type HubReadsParts = ReadParts & {
  readonly log: Log;
  /** How many threads there may be at once; 0: the hub itself does the reading. */
  readonly threads: number;
  /** How long a thread without work is kept. */
  readonly idleMs?: number;
};

/** Does the hub's long reads in threads of their own, so that no report holds a kiosk up. Threads begin when they are needed, and end when they aren't. */
export class HubReads {
  readonly #parts: HubReadsParts;
  readonly #threads: Thread[] = [];
  #asked = 0;

  constructor(parts: HubReadsParts) {
    this.#parts = parts;
  }

  /** Rejects with an ApiFailure where the read refuses. */
  async ask<N extends ReadName>(name: N, given: Given<N>): Promise<Answer<N>> {
    const { threads, clock } = this.#parts;
    const read =
      threads === 0
        ? runRead(this.#parts, name, given)
        : await this.#send({ id: ++this.#asked, name, given, now: clock.now() });
    if (read.kind === 'refused') throw new ApiFailure(read.code, read.message);
    return read.answer as Answer<N>;
  }

  /** How many threads there are at this moment. */
  get threads(): number {
    return this.#threads.length;
  }

  async close(): Promise<void> {
    const ending = this.#threads.splice(0);
    for (const { idleTimer } of ending) clearTimeout(idleTimer);
    await Promise.all(ending.map(({ worker }) => worker.terminate()));
  }

  #send(asked: Asked): Promise<Read<unknown>> {
    const thread = this.#leastBusy();
    // Throws where something can't be copied, and then nobody waits.
    thread.worker.postMessage(asked);
    clearTimeout(thread.idleTimer);
    return new Promise((resolve, reject) => thread.waiting.set(asked.id, { resolve, reject }));
  }

  /** One without work, a new one, or the one with the least. */
  #leastBusy(): Thread {
    const [first] = this.#threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
    const isFree = first !== undefined && first.waiting.size === 0;
    if (first !== undefined && (isFree || this.#threads.length >= this.#parts.threads)) return first;
    return this.#start();
  }

  #start(): Thread {
    const workerData = { path: this.#parts.db.sqlite.name };
    const worker = new Worker(new URL('./read-thread.ts', import.meta.url), { workerData });
    const thread: Thread = { worker, waiting: new Map(), idleTimer: undefined };
    // The hub ends when it is told to, whatever a thread is doing.
    worker.unref();
    worker.on('message', (said: Said) => this.#take(thread, said));
    worker.on('error', (error) => this.#lose(thread, error));
    worker.on('exit', (code) => this.#lose(thread, new Error(`a reading thread ended (${code})`)));
    this.#threads.push(thread);
    return thread;
  }

  #take(thread: Thread, { id, read, failed }: Said): void {
    const waiting = thread.waiting.get(id);
    thread.waiting.delete(id);
    if (read !== undefined) waiting?.resolve(read);
    else waiting?.reject(new Error(failed));
    if (thread.waiting.size > 0) return;
    thread.idleTimer = setTimeout(() => this.#end(thread), this.#parts.idleMs ?? IDLE_MS);
    thread.idleTimer.unref();
  }

  #end(thread: Thread): void {
    this.#remove(thread);
    void thread.worker.terminate();
  }

  /** Whoever waits for it learns so; the next who asks gets a new thread. */
  #lose(thread: Thread, error: Error): void {
    clearTimeout(thread.idleTimer);
    if (this.#remove(thread)) this.#parts.log.error('reading thread lost', { error });
    for (const { reject } of thread.waiting.values()) reject(error);
    thread.waiting.clear();
  }

  #remove(thread: Thread): boolean {
    const at = this.#threads.indexOf(thread);
    if (at !== -1) this.#threads.splice(at, 1);
    return at !== -1;
  }
}
