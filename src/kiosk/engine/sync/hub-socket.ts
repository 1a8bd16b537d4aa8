import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES } from '#domain/sync/limits.ts';

export type HubSocketListener = {
  onText(connection: number, text: string): void;
  onClosed(connection: number, why: string): void;
};

export type HubSocketOptions = {
  /** `ws:` or `wss:`. */
  readonly url: string;
  readonly handshakeMs: number;
  readonly listener: HubSocketListener;
};

type Open = { readonly connection: number; readonly socket: WebSocket; raw: Socket | undefined };

/** Until the hub proved that it is the hub: its answer to the upgrade, a challenge and a welcome have 3 kB. */
const MOST_GREETING_BYTES = 16 * 1024;

/** A hub answers what it is asked, one thing at a time. More than this in a second is read in the next: touches go first. */
const MESSAGES_PER_SECOND = 1_000;

/** What was asked for is given up after 30 s. Bytes that make no message in twice that keep no link alive. */
const LONGEST_MESSAGE_MS = 60_000;

/** Owns the one socket to the hub. Whatever an older one still says isn't passed on. */
export class HubSocket {
  readonly #options: HubSocketOptions;
  #open: Open | undefined;
  #bytesRead = 0;
  #messages = 0;
  #messageAt = 0;
  #isTrusted = false;
  #resume: NodeJS.Timeout | undefined;

  constructor(options: HubSocketOptions) {
    this.#options = options;
  }

  dial(connection: number): void {
    this.#drop();
    const { url, handshakeMs, listener } = this.#options;
    // A hub with a certificate authority of its own is trusted by NODE_EXTRA_CA_CERTS, like everything else of it.
    // No proxy, no redirect, no compression: the address is the hub's own, and deflate costs 260 kB a connection there.
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      followRedirects: false,
      maxPayload: MAX_MESSAGE_BYTES,
      handshakeTimeout: handshakeMs,
    });
    const open: Open = { connection, socket, raw: undefined };
    this.#open = open;
    this.#bytesRead = 0;
    this.#messageAt = performance.now();
    this.#isTrusted = false;
    let why = 'the hub hung up';
    socket.on('upgrade', (response) => {
      open.raw = response.socket;
    });
    // Not before: bytes that came along with the answer to the upgrade would be given to this listener alone.
    socket.on('open', () => {
      const { raw } = open;
      raw?.on('data', () => {
        if (this.#open !== open || this.#isTrusted || raw.bytesRead <= MOST_GREETING_BYTES) return;
        why = 'what answered there is not this kiosk’s hub';
        socket.terminate();
      });
    });
    socket.on('message', (data, isBinary) => {
      if (this.#open !== open) return;
      this.#countMessage(socket);
      listener.onText(connection, isBinary ? '' : String(data));
    });
    // 'close' follows every error.
    socket.on('error', (error) => {
      why = error.message;
    });
    socket.on('close', () => {
      if (this.#open !== open) return;
      this.#open = undefined;
      listener.onClosed(connection, why);
    });
  }

  send(connection: number, text: string): void {
    const { socket } = this.#open ?? {};
    if (this.#open?.connection === connection && socket?.readyState === WebSocket.OPEN) socket.send(text);
  }

  hangUp(connection: number): void {
    if (this.#open?.connection === connection) this.#drop();
  }

  /** The other side proved that it is the hub: from now on it may send as much as it is asked for. */
  trust(connection: number): void {
    if (this.#open?.connection === connection) this.#isTrusted = true;
  }

  /** Whether bytes have come since this was last asked, if only part of a message that may still become one. */
  heard(): boolean {
    const bytesRead = this.#open?.raw?.bytesRead ?? 0;
    const more = bytesRead > this.#bytesRead;
    this.#bytesRead = bytesRead;
    return more && performance.now() - this.#messageAt < LONGEST_MESSAGE_MS;
  }

  #countMessage(socket: WebSocket): void {
    this.#messageAt = performance.now();
    this.#messages += 1;
    this.#resume ??= setTimeout(() => {
      this.#resume = undefined;
      this.#messages = 0;
      socket.resume();
    }, 1_000).unref();
    if (this.#messages >= MESSAGES_PER_SECOND) socket.pause();
  }

  #drop(): void {
    const open = this.#open;
    this.#open = undefined;
    clearTimeout(this.#resume);
    this.#resume = undefined;
    this.#messages = 0;
    // The hub may be out of reach: there is nobody to wait for.
    open?.socket.terminate();
  }
}
