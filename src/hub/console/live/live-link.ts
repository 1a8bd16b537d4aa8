import { channelOf, type LiveMessage, LiveMessageSchema, type LiveRequest } from '#contracts/hub-api/live.ts';
import type { SessionId } from '#domain/ids.ts';
import { backOffMs } from '#domain/sync/back-off.ts';

export type LinkState = 'idle' | 'connecting' | 'live' | 'lost';

export type LiveListener = (message: LiveMessage) => void;

type Options = {
  /** It closed before it was ever open. */
  readonly onRefused: () => void;
};

const BACK_OFF = { firstMs: 500, capMs: 15_000 };

/** The hub says something when asked to tell a channel anew; a link where nothing comes back is dead, whatever it says. */
const PROBE_EVERY_MS = 15_000;
const PROBE_ANSWER_MS = 8_000;

/** From one page to the next the connection stays. */
const REST_AFTER_MS = 3_000;

/** One WebSocket for everything that is watched here, open while something is. Connects again by itself. */
export class LiveLink {
  readonly #onRefused: () => void;
  readonly #channels = new Map<string, Set<LiveListener>>();
  readonly #stateListeners = new Set<() => void>();
  #state: LinkState = 'idle';
  #socket: WebSocket | undefined;
  #failures = 0;
  #heardAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #probe: ReturnType<typeof setInterval> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor({ onRefused }: Options) {
    this.#onRefused = onRefused;
  }

  readonly state = (): LinkState => this.#state;

  readonly subscribeState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /** Tells what happens in a session, beginning with how it stands, and again after each connection. */
  watch(sessionId: SessionId, listener: LiveListener): () => void {
    const channel = channelOf(sessionId);
    const listeners = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, listeners.add(listener));
    clearTimeout(this.#rest);
    if (this.#socket === undefined) this.#connect();
    else this.#send({ type: 'subscribe', channel });
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#forget(channel);
    };
  }

  #forget(channel: string): void {
    this.#channels.delete(channel);
    this.#send({ type: 'unsubscribe', channel });
    if (this.#channels.size === 0) this.#rest = setTimeout(() => this.#hangUp(), REST_AFTER_MS);
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#show(this.#failures === 0 ? 'connecting' : 'lost');
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v1/live`);
    let opened = false;
    this.#socket = socket;
    window.addEventListener('online', this.#hurry);
    socket.onopen = () => {
      opened = true;
      this.#noteOpen();
    };
    socket.onmessage = ({ data }) => this.#receive(String(data));
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      if (!opened) this.#onRefused();
      this.#noteClosed();
    };
  }

  #noteOpen(): void {
    this.#failures = 0;
    this.#heardAt = Date.now();
    for (const channel of this.#channels.keys()) this.#send({ type: 'subscribe', channel });
    this.#probe = setInterval(() => this.#askForLife(), PROBE_EVERY_MS);
    this.#show('live');
  }

  #noteClosed(): void {
    clearInterval(this.#probe);
    this.#socket = undefined;
    if (this.#channels.size === 0) return;
    const waitMs = backOffMs(this.#failures, BACK_OFF, Math.random());
    this.#failures += 1;
    this.#show('lost');
    this.#retry = setTimeout(() => this.#connect(), waitMs);
  }

  /** The network is back: no reason to wait for the next try. */
  readonly #hurry = (): void => {
    if (this.#socket === undefined && this.#channels.size > 0) this.#connect();
  };

  #askForLife(): void {
    const [channel] = this.#channels.keys();
    const socket = this.#socket;
    if (channel === undefined || socket === undefined) return;
    const askedAt = Date.now();
    this.#send({ type: 'subscribe', channel });
    setTimeout(() => {
      if (this.#socket !== socket || this.#heardAt >= askedAt) return;
      // Closing politely waits for the other side, which isn't there.
      this.#socket = undefined;
      socket.close();
      this.#noteClosed();
    }, PROBE_ANSWER_MS);
  }

  #receive(text: string): void {
    this.#heardAt = Date.now();
    const parsed = LiveMessageSchema.safeParse(JSON.parse(text));
    if (!parsed.success || parsed.data.channel === null) return;
    for (const listener of this.#channels.get(parsed.data.channel) ?? []) listener(parsed.data);
  }

  #send(message: LiveRequest): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #hangUp(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#probe);
    window.removeEventListener('online', this.#hurry);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#failures = 0;
    this.#show('idle');
  }

  #show(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener();
  }
}
