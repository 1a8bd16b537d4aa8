import type { LiveMessage } from '#contracts/hub-api/live.ts';
import type { Register } from '#contracts/hub-api/sessions.ts';
import type { PersonId, SessionId } from '#domain/ids.ts';
import type { HubApi } from '../api/hub-api.ts';
import { afterAnswer, LOADING, type Loaded } from '../api/loaded.ts';
import { registerOf } from '../api/session-requests.ts';
import { keepUnchanged, registerAfter } from '../live/apply-live.ts';
import type { LiveLink } from '../live/live-link.ts';

/** When a class comes in, somebody arrives every second; the words may be this much behind the counts. */
const REREAD_MS = 600;

export type RegisterView = {
  readonly loaded: Loaded<Register>;
  /** Who came in last while we looked. */
  readonly newest: { readonly personId: PersonId; readonly name: string; readonly at: number } | null;
};

/** A register that follows what happens: counts and marks at once, everything else by reading it again. */
export class RegisterStore {
  readonly #api: HubApi;
  readonly #live: LiveLink;
  readonly #sessionId: SessionId;
  readonly #listeners = new Set<() => void>();
  #view: RegisterView = { loaded: LOADING, newest: null };
  #isReading = false;
  #wantsMore = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unwatch: (() => void) | undefined;

  constructor(api: HubApi, live: LiveLink, sessionId: SessionId) {
    this.#api = api;
    this.#live = live;
    this.#sessionId = sessionId;
  }

  readonly view = (): RegisterView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  readonly reload = (): void => {
    void this.#read();
  };

  #start(): void {
    void this.#read();
    this.#unwatch = this.#live.watch(this.#sessionId, (message) => this.#receive(message));
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#unwatch?.();
  }

  #receive(message: LiveMessage): void {
    const { loaded, newest } = this.#view;
    if (loaded.name !== 'loaded') return;
    const value = registerAfter(loaded.value, message);
    if (value === loaded.value) return;
    this.#show({ loaded: { ...loaded, value }, newest: newestAfter(newest, message) });
    this.#readSoon();
  }

  #readSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), REREAD_MS);
  }

  /** One at a time: a second wish while reading is granted afterwards, so that no older answer comes last. */
  async #read(): Promise<void> {
    this.#wantsMore = this.#isReading;
    if (this.#isReading) return;
    this.#isReading = true;
    const answer = await this.#api.ask(registerOf(this.#sessionId));
    this.#isReading = false;
    const { loaded, newest } = this.#view;
    const after = afterAnswer(loaded, answer);
    const kept =
      loaded.name === 'loaded' && after.name === 'loaded'
        ? { ...after, value: keepUnchanged(loaded.value, after.value) }
        : after;
    this.#show({ loaded: kept, newest });
    if (this.#wantsMore) await this.#read();
  }

  #show(view: RegisterView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}

function newestAfter(newest: RegisterView['newest'], message: LiveMessage): RegisterView['newest'] {
  if (message.type !== 'CHECK_IN') return newest;
  const { personId, name, at } = message;
  return { personId, name, at };
}
