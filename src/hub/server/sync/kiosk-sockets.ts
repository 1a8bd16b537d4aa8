import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { readFrame } from '#contracts/sync/read-frame.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import type { KioskNumber } from '#domain/ids.ts';
import type { HubSync } from '#domain/sync/hub-sync.ts';
import type { Log } from '#platform/log.ts';
import { KioskConnection } from './kiosk-connection.ts';
import { CLOSE, type CloseCode, SOCKET_LIMITS, type SocketLimits } from './socket-limits.ts';
import { Turns } from './turns.ts';

/** Every connection is looked after once a second, a tenth of them at a time. */
const TICK_MS = 100;
const TICK_SHARES = 10;

/** Changes come in bunches: a kiosk is told once for all that happened in this time. */
const WAKE_MS = 20;

/** Of those that were never let in, in one second: whoever knocks in a loop must not fill a disk with the log of it. */
const STRANGERS_LOGGED = 5;

export type KioskSocketsParts = {
  readonly sync: HubSync;
  readonly log: Log;
  /** Whether an error was about something that the rest of the hub sees to, and logs. */
  readonly isSeenTo?: (error: unknown) => boolean;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly limits?: SocketLimits;
};

/** Owns the kiosks' sockets: brings what they say to the machines, and what the machines decide back to them. */
export class KioskSockets {
  readonly #parts: KioskSocketsParts;
  readonly #limits: SocketLimits;
  readonly #connections = new Map<number, KioskConnection>();
  /** The same in shares, each of which is looked after at another moment of the second. */
  readonly #shares = Array.from({ length: TICK_SHARES }, () => new Map<number, KioskConnection>());
  /** Those that haven't said yet who they are; the longest waiting first. */
  readonly #strangers = new Set<number>();
  readonly #ticking: NodeJS.Timeout;
  readonly #turns = new Turns();
  readonly #toWake = new Set<KioskNumber>();
  #waking: NodeJS.Timeout | undefined;
  #strangersLogged = 0;
  #ticks = 0;

  constructor(parts: KioskSocketsParts) {
    this.#parts = parts;
    this.#limits = parts.limits ?? SOCKET_LIMITS;
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.#ticking.unref();
  }

  take(socket: WebSocket, raw: Socket, nonce: string): void {
    const { sync, log, now } = this.#parts;
    // What a socket fails for ends it; 'close' follows.
    socket.on('error', (error) => log.debug('kiosk socket failed', { error }));
    if (!this.#hasRoom()) {
      socket.close(CLOSE.comeBackLater, 'too many at once');
      return;
    }
    const connection = new KioskConnection({
      ...{ socket, raw, now, limits: this.#limits },
      onMessage: (text) => this.#queue(id, connection, text),
      onExcess: (code, why) => this.#close(id, code, why),
    });
    const id = sync.open(
      {
        send: (frame) => {
          connection.send(frame);
          if (connection.isGreeted) this.#strangers.delete(id);
        },
        close: (why) => this.#close(id, CLOSE.done, why),
      },
      nonce,
    );
    this.#connections.set(id, connection);
    this.#shareAt(id)?.set(id, connection);
    this.#strangers.add(id);
    socket.on('close', () => this.#forget(id));
  }

  wake(kiosk: KioskNumber): void {
    this.#toWake.add(kiosk);
    this.#waking ??= setTimeout(() => this.#wakeAll(), WAKE_MS);
  }

  close(): void {
    clearInterval(this.#ticking);
    clearTimeout(this.#waking);
    this.#turns.drain();
    for (const [id, connection] of [...this.#connections]) {
      connection.close(CLOSE.goingAway, 'the hub stops');
      this.#forget(id);
    }
  }

  /** Whether one more may wait at the door; whoever has stood there longest makes room. */
  #hasRoom(): boolean {
    if (this.#strangers.size < this.#limits.strangers) return true;
    const [oldest] = this.#strangers;
    const since = oldest === undefined ? undefined : this.#connections.get(oldest)?.since;
    if (oldest === undefined || since === undefined) return true;
    if (this.#parts.now() - since < this.#limits.strangerMs) return false;
    this.#close(oldest, CLOSE.comeBackLater, 'too many at once');
    return true;
  }

  /** A greeting costs ten times what a touch does: a campus that comes back mustn't keep those waiting who are at work. */
  #queue(id: number, connection: KioskConnection, text: string | null): void {
    const work = () => {
      this.#hear(id, text);
      connection.handled();
    };
    if (connection.isGreeted) this.#turns.soon(work);
    else this.#turns.later(work);
  }

  #hear(id: number, text: string | null): void {
    // Whoever was hung up on may go on talking for a moment.
    if (!this.#connections.has(id)) return;
    const frame = text === null ? NOT_TEXT : readFrame(text, UpSchema);
    if (frame.kind === 'unknown') return;
    // The detail may quote what it said, so it goes into the log only.
    if (frame.kind === 'malformed') this.#close(id, CLOSE.malformed, 'malformed', frame.detail);
    else this.#guarded(id, () => this.#parts.sync.handle(id, { kind: 'frame', frame: frame.value }));
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#ticks % TICK_SHARES === 0) this.#tellOfStrangers();
    for (const [id, connection] of [...(this.#shareAt(this.#ticks) ?? [])]) {
      // One that was looked after before may have ended it: a kiosk has one connection only.
      if (!this.#connections.has(id)) continue;
      const heard = connection.tick();
      this.#guarded(id, () => this.#parts.sync.handle(id, { kind: 'tick', heard }));
    }
  }

  #shareAt(number: number): Map<number, KioskConnection> | undefined {
    return this.#shares[number % TICK_SHARES];
  }

  #tellOfStrangers(): void {
    if (this.#strangersLogged > STRANGERS_LOGGED) {
      const count = this.#strangersLogged - STRANGERS_LOGGED;
      this.#parts.log.warn('more connections closed that were never let in', { count });
    }
    this.#strangersLogged = 0;
  }

  #wakeAll(): void {
    this.#waking = undefined;
    const kiosks = [...this.#toWake];
    this.#toWake.clear();
    for (const kiosk of kiosks) this.#turns.later(() => this.#parts.sync.wake(kiosk));
  }

  /** A store that fails must end the one connection it failed for, and not the hub. */
  #guarded(id: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (this.#parts.isSeenTo?.(error) !== true)
        this.#parts.log.error('kiosk connection failed', { connection: id, error });
      this.#close(id, CLOSE.trouble, 'the hub had a problem');
    }
  }

  #close(id: number, code: CloseCode, why: string, detail?: string): void {
    const connection = this.#connections.get(id);
    if (connection === undefined) return;
    if (!connection.isGreeted) this.#strangersLogged += 1;
    if (connection.isGreeted || this.#strangersLogged <= STRANGERS_LOGGED) {
      this.#parts.log.info('kiosk connection closed', { connection: id, code, why, detail });
    }
    connection.close(code, why);
    this.#forget(id);
  }

  #forget(id: number): void {
    this.#strangers.delete(id);
    if (!this.#connections.delete(id)) return;
    this.#shareAt(id)?.delete(id);
    this.#parts.sync.handle(id, { kind: 'closed' });
  }
}

const NOT_TEXT = { kind: 'malformed', detail: 'bytes where text was to be' } as const;
