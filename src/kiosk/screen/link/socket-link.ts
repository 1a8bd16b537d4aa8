import type { ToEngine } from '#contracts/engine-link/screen-command.ts';
import { backOffMs } from './back-off.ts';
import type { EngineLink, LinkListener } from './engine-link.ts';

/** An attempt that hangs this long is given up. */
const CONNECT_LIMIT_MS = 5_000;

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The link of a screen that runs in a browser: a WebSocket to the host that served it, opened again whenever it closes. */
export class SocketLink implements EngineLink {
  readonly #url: string;
  #socket: WebSocket | undefined;
  #failures = 0;

  constructor(url: string) {
    this.#url = url;
  }

  readonly start = (listener: LinkListener): void => {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    const limit = setTimeout(() => socket.close(), CONNECT_LIMIT_MS);
    socket.addEventListener('open', () => {
      clearTimeout(limit);
      this.#failures = 0;
      listener.onUp();
    });
    socket.addEventListener('message', (event) => listener.onMessage(parseJson(event.data)));
    // A failed attempt closes as well, so this is the only place that tries again.
    socket.addEventListener('close', () => {
      clearTimeout(limit);
      listener.onDown();
      this.#failures += 1;
      setTimeout(() => this.start(listener), backOffMs(this.#failures, Math.random()));
    });
  };

  readonly send = (message: ToEngine): void => {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  };
}

/** Where the engine's socket is, for a page at `location`. */
export function socketUrl(location: { readonly protocol: string; readonly host: string }): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/link`;
}
