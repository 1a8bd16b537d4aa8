import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';

export type Meddling = {
  /** What becomes of what the hub says, and of what the kiosk says; undefined: swallowed. */
  down: (text: string) => string | undefined;
  up: (text: string) => string | undefined;
};

/** Stands between kiosks and their hub on a line without TLS, reads everything and changes what it likes. */
export class ManInTheMiddle {
  readonly meddling: Meddling = { down: (text) => text, up: (text) => text };
  readonly url: string;
  readonly #server: WebSocketServer;
  connections = 0;

  private constructor(server: WebSocketServer, hubUrl: string) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (kiosk) => this.#join(kiosk, `${hubUrl.replace('http', 'ws')}${SYNC_PATH}`));
  }

  static async between(hubUrl: string): Promise<ManInTheMiddle> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return new ManInTheMiddle(server, hubUrl);
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #join(kiosk: WebSocket, hubUrl: string): void {
    this.connections += 1;
    const hub = new WebSocket(hubUrl);
    hub.on('message', (data) => pass(this.meddling.down(String(data)), kiosk));
    kiosk.on('message', (data) => pass(this.meddling.up(String(data)), hub));
    hub.on('error', () => kiosk.terminate());
    kiosk.on('error', () => hub.terminate());
    hub.on('close', () => kiosk.terminate());
    kiosk.on('close', () => hub.terminate());
  }
}

function pass(text: string | undefined, to: WebSocket): void {
  if (text !== undefined && to.readyState === WebSocket.OPEN) to.send(text);
}
