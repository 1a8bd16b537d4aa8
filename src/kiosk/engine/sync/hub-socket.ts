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

/** Owns the one socket to the hub. Whatever an older one still says isn't passed on. */
export class HubSocket {
  readonly #options: HubSocketOptions;
  #open: Open | undefined;
  #bytesRead = 0;

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
    let why = 'the hub hung up';
    socket.on('upgrade', (response) => {
      open.raw = response.socket;
    });
    socket.on('message', (data, isBinary) => {
      if (this.#open === open) listener.onText(connection, isBinary ? '' : String(data));
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

  /** Whether bytes have come since this was last asked, if only part of a message. */
  heard(): boolean {
    const bytesRead = this.#open?.raw?.bytesRead ?? 0;
    const more = bytesRead > this.#bytesRead;
    this.#bytesRead = bytesRead;
    return more;
  }

  #drop(): void {
    const open = this.#open;
    this.#open = undefined;
    // The hub may be out of reach: there is nobody to wait for.
    open?.socket.terminate();
  }
}
