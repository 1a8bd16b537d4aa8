import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { DownFrame } from '#domain/sync/frames.ts';
import { CLOSE, type CloseCode, type SocketLimits } from './socket-limits.ts';

export type KioskConnectionParts = {
  readonly socket: WebSocket;
  /** Under it: only this one knows of bytes that aren't a message yet. */
  readonly raw: Socket;
  readonly limits: SocketLimits;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** A whole message; null: bytes that are no text. */
  readonly onMessage: (text: string | null) => void;
  /** It costs more than a kiosk may. */
  readonly onExcess: (code: CloseCode, why: string) => void;
};

/** Owns one kiosk's socket, and keeps what it may cost within limits. */
export class KioskConnection {
  readonly since: number;
  readonly #parts: KioskConnectionParts;
  readonly #bytesAtStart: number;
  #greeted = false;
  #bytesSeen: number;
  #messages = 0;
  #bytes = 0;
  #queued = 0;
  /** Since when bytes have come that are no whole message yet. */
  #partialSince: number | undefined;

  constructor(parts: KioskConnectionParts) {
    const { socket, raw, now } = parts;
    this.#parts = parts;
    this.since = now();
    this.#bytesAtStart = raw.bytesRead;
    this.#bytesSeen = raw.bytesRead;
    raw.on('data', this.#countHello);
    socket.on('message', (data: Buffer, isBinary) => this.#take(data, isBinary));
  }

  /** Whether it proved which kiosk it is. */
  get isGreeted(): boolean {
    return this.#greeted;
  }

  send(frame: DownFrame): void {
    const { socket, limits, onExcess } = this.#parts;
    if (socket.readyState !== socket.OPEN) return;
    if (frame.type === 'welcome') this.#greet();
    // Here and not now and then: short questions with long answers fill a memory within a second.
    if (socket.bufferedAmount > limits.unreadBytes) onExcess(CLOSE.comeBackLater, 'does not read');
    else socket.send(JSON.stringify(frame));
  }

  close(code: CloseCode, why: string): void {
    const { socket, raw, limits } = this.#parts;
    raw.off('data', this.#countHello);
    socket.resume();
    // Nobody reads what is there, so nobody would read a word of farewell behind it.
    if (socket.bufferedAmount > limits.unreadBytes) socket.terminate();
    // A peer that is gone, or goes on talking, never answers: the server's `closeTimeout` then drops the socket.
    else socket.close(code, why);
  }

  /** Once a second. Tells whether bytes have come since. */
  tick(): boolean {
    const { raw, limits, now, onExcess } = this.#parts;
    const heard = raw.bytesRead > this.#bytesSeen;
    this.#bytesSeen = raw.bytesRead;
    if (this.#messages > 0) this.#partialSince = undefined;
    else if (heard) this.#partialSince ??= now();
    this.#messages = 0;
    this.#bytes = 0;
    this.#resume();
    if (this.#partialSince !== undefined && now() - this.#partialSince >= limits.messageMs) {
      onExcess(CLOSE.tooSlow, 'a message that never ends');
    }
    return heard;
  }

  #take(data: Buffer, isBinary: boolean): void {
    const { socket, onMessage } = this.#parts;
    this.#messages += 1;
    this.#bytes += data.length;
    this.#queued += 1;
    if (this.#isBusy()) socket.pause();
    onMessage(isBinary ? null : data.toString());
  }

  /** One of its messages was dealt with. */
  handled(): void {
    this.#queued -= 1;
    this.#resume();
  }

  #isBusy(): boolean {
    const { messagesPerSecond, bytesPerSecond, queued } = this.#parts.limits;
    return this.#messages >= messagesPerSecond || this.#bytes >= bytesPerSecond || this.#queued > queued;
  }

  #resume(): void {
    const { socket } = this.#parts;
    if (socket.isPaused && !this.#isBusy()) socket.resume();
  }

  readonly #countHello = (): void => {
    const { raw, limits, onExcess } = this.#parts;
    if (raw.bytesRead - this.#bytesAtStart > limits.helloBytes) onExcess(CLOSE.tooLong, 'too long a hello');
  };

  #greet(): void {
    this.#greeted = true;
    this.#parts.raw.off('data', this.#countHello);
  }
}
