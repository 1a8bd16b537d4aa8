import type { EpochMs } from '#domain/ids.ts';
import { AnsweringThread } from '#platform/answering-thread.ts';
import type { Log } from '#platform/log.ts';
import { ApiFailure } from '../api-failure.ts';
import { type Answer, type Given, type Read, type ReadName, type ReadParts, runRead } from './reads.ts';

/** A thread that nobody asked anything for this long is ended: it occupies some 30 MB. */
const IDLE_MS = 60_000;

/** What a reading thread is asked. */
export type ReadQuestion = { readonly name: ReadName; readonly given: unknown; readonly now: EpochMs };

type Thread = {
  readonly asking: AnsweringThread<ReadQuestion, Read<unknown>>;
  idleTimer: NodeJS.Timeout | undefined;
};

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

  constructor(parts: HubReadsParts) {
    this.#parts = parts;
  }

  /** Rejects with an ApiFailure where the read refuses. */
  async ask<N extends ReadName>(name: N, given: Given<N>): Promise<Answer<N>> {
    const { threads, clock } = this.#parts;
    const read =
      threads === 0 ? runRead(this.#parts, name, given) : await this.#send({ name, given, now: clock.now() });
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
    await Promise.all(ending.map(({ asking }) => asking.end()));
  }

  async #send(question: ReadQuestion): Promise<Read<unknown>> {
    const thread = this.#leastBusy();
    clearTimeout(thread.idleTimer);
    try {
      return await thread.asking.ask(question);
    } finally {
      if (thread.asking.open === 0 && this.#threads.includes(thread)) this.#letIdle(thread);
    }
  }

  /** One without work, a new one, or the one with the least. */
  #leastBusy(): Thread {
    const [first] = this.#threads.toSorted((a, b) => a.asking.open - b.asking.open);
    const isFree = first !== undefined && first.asking.open === 0;
    if (first !== undefined && (isFree || this.#threads.length >= this.#parts.threads)) return first;
    return this.#start();
  }

  #start(): Thread {
    const given = { path: this.#parts.db.sqlite.name };
    const script = new URL('./read-thread.ts', import.meta.url);
    const asking = new AnsweringThread<ReadQuestion, Read<unknown>>(script, given, (error) => {
      clearTimeout(thread.idleTimer);
      if (this.#remove(thread)) this.#parts.log.error('reading thread lost', { error });
    });
    const thread: Thread = { asking, idleTimer: undefined };
    this.#threads.push(thread);
    return thread;
  }

  #letIdle(thread: Thread): void {
    clearTimeout(thread.idleTimer);
    thread.idleTimer = setTimeout(() => this.#end(thread), this.#parts.idleMs ?? IDLE_MS);
    thread.idleTimer.unref();
  }

  #end(thread: Thread): void {
    this.#remove(thread);
    void thread.asking.end();
  }

  #remove(thread: Thread): boolean {
    const at = this.#threads.indexOf(thread);
    if (at !== -1) this.#threads.splice(at, 1);
    return at !== -1;
  }
}
