import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { readFrame } from '#contracts/sync/read-frame.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import type { KioskNumber } from '#domain/ids.ts';
import type { DownFrame } from '#domain/sync/frames.ts';
import type { HubSync } from '#domain/sync/hub-sync.ts';
import type { Log } from '#platform/log.ts';

type Connection = {
  readonly id: number;
  readonly socket: WebSocket;
  readonly raw: Socket;
  bytesRead: number;
};

const TICK_MS = 1_000;

/** Changes come in bunches: a kiosk is told once for all that happened in this time. */
const WAKE_MS = 20;

/** A kiosk that doesn't read what it asked for is no kiosk. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

/** WebSocket's own codes for how a connection ends. */
const CLOSE = { done: 1000, goingAway: 1001, malformed: 1007, trouble: 1011 } as const;

/** Owns the kiosks' sockets: brings what they say to the machines, and what the machines decide back to them. */
export class KioskSockets {
  readonly #sync: HubSync;
  readonly #log: Log;
  readonly #connections = new Map<number, Connection>();
  readonly #ticking: NodeJS.Timeout;
  readonly #toWake = new Set<KioskNumber>();
  #waking: NodeJS.Timeout | undefined;

  constructor(sync: HubSync, log: Log) {
    this.#sync = sync;
    this.#log = log;
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.#ticking.unref();
  }

  take(socket: WebSocket, raw: Socket, nonce: string): void {
    const id = this.#sync.open(
      {
        send: (frame) => send(socket, frame),
        close: (why) => this.#close(id, why),
      },
      nonce,
    );
    this.#connections.set(id, { id, socket, raw, bytesRead: raw.bytesRead });
    socket.on('message', (data, isBinary) => this.#hear(id, isBinary ? '' : String(data)));
    socket.on('close', () => this.#forget(id));
    // What a socket fails for ends it; 'close' follows.
    socket.on('error', (error) => this.#log.debug('kiosk socket failed', { connection: id, error }));
  }

  wake(kiosk: KioskNumber): void {
    this.#toWake.add(kiosk);
    this.#waking ??= setTimeout(() => this.#wakeAll(), WAKE_MS);
  }

  close(): void {
    clearInterval(this.#ticking);
    clearTimeout(this.#waking);
    for (const { id, socket } of [...this.#connections.values()]) {
      socket.close(CLOSE.goingAway, 'the hub stops');
      this.#forget(id);
    }
  }

  #hear(id: number, text: string): void {
    const frame = readFrame(text, UpSchema);
    if (frame.kind === 'unknown') return;
    if (frame.kind === 'malformed') {
      this.#log.warn('kiosk sent a malformed message', { connection: id, detail: frame.detail });
      this.#connections.get(id)?.socket.close(CLOSE.malformed, 'malformed');
      this.#forget(id);
      return;
    }
    this.#guarded(id, () => this.#sync.handle(id, { kind: 'frame', frame: frame.value }));
  }

  #tick(): void {
    for (const connection of [...this.#connections.values()]) {
      const { id, raw, socket } = connection;
      const heard = raw.bytesRead > connection.bytesRead;
      connection.bytesRead = raw.bytesRead;
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) this.#close(id, 'does not read');
      else this.#guarded(id, () => this.#sync.handle(id, { kind: 'tick', heard }));
    }
  }

  #wakeAll(): void {
    this.#waking = undefined;
    const kiosks = [...this.#toWake];
    this.#toWake.clear();
    for (const kiosk of kiosks) this.#sync.wake(kiosk);
  }

  /** A store that fails must end the one connection it failed for, and not the hub. */
  #guarded(id: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#log.error('kiosk connection failed', { connection: id, error });
      this.#connections.get(id)?.socket.close(CLOSE.trouble, 'the hub had a problem');
      this.#forget(id);
    }
  }

  #close(id: number, why: string): void {
    const connection = this.#connections.get(id);
    this.#log.info('kiosk connection closed', { connection: id, why });
    // A peer that is gone never answers a closing handshake; ws waits for it 30 s and then drops the socket.
    connection?.socket.close(CLOSE.done, why);
    this.#forget(id);
  }

  #forget(id: number): void {
    if (!this.#connections.delete(id)) return;
    this.#sync.handle(id, { kind: 'closed' });
  }
}

function send(socket: WebSocket, frame: DownFrame): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
}
