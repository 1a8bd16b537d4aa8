import type { Asked } from './asked.ts';
import type { HubApi } from './hub-api.ts';
import { afterAnswer, LOADING, type Loaded } from './loaded.ts';

/** Something of the hub's, read when somebody looks at it and again every `everyMs` while the page is in view. */
export class LoadedStore<T> {
  readonly #api: HubApi;
  readonly #asked: Asked<T>;
  readonly #everyMs: number | undefined;
  readonly #listeners = new Set<() => void>();
  #loaded: Loaded<T> = LOADING;
  #reading: AbortController | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(api: HubApi, asked: Asked<T>, everyMs?: number) {
    this.#api = api;
    this.#asked = asked;
    this.#everyMs = everyMs;
  }

  readonly loaded = (): Loaded<T> => this.#loaded;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  /** Reads it again; what is shown stays until the answer is here. */
  readonly reload = (): void => {
    void this.#read();
  };

  /** Something newer than what was read, from an answer to something else. */
  put(change: (value: T) => T): void {
    if (this.#loaded.name !== 'loaded') return;
    this.#show({ ...this.#loaded, value: change(this.#loaded.value) });
  }

  #start(): void {
    void this.#read();
    document.addEventListener('visibilitychange', this.#lookAgain);
    window.addEventListener('online', this.#lookAgain);
    if (this.#everyMs !== undefined) this.#timer = setInterval(this.#lookAgain, this.#everyMs);
  }

  #stop(): void {
    this.#reading?.abort();
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#lookAgain);
    window.removeEventListener('online', this.#lookAgain);
  }

  readonly #lookAgain = (): void => {
    if (!document.hidden) void this.#read();
  };

  async #read(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const answer = await this.#api.ask(this.#asked, reading.signal);
    if (!reading.signal.aborted) this.#show(afterAnswer(this.#loaded, answer));
  }

  #show(loaded: Loaded<T>): void {
    this.#loaded = loaded;
    for (const listener of this.#listeners) listener();
  }
}
