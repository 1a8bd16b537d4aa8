import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/**
 * A WebSocket without a network under it: what one side sends is handed over at once. Everything behind it is the program's
 * own, so a hundred thousand messages can be tried in seconds; the campaign of sockets tries some over real ones.
 */
export class Line extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  isPaused = false;
  readonly heard: { readonly type: string; readonly [field: string]: unknown }[] = [];
  closedWith: number | undefined;
  why = '';
  /** Whoever else listens at the attacker's end. */
  onText: (text: string) => void = () => undefined;
  readonly raw = Object.assign(new EventEmitter(), { bytesRead: 0 });

  get isOpen(): boolean {
    return this.closedWith === undefined;
  }

  /** As the two parts of a connection that a server is given. */
  get ends(): readonly [WebSocket, Socket] {
    return [this as unknown as WebSocket, this.raw as unknown as Socket];
  }

  /** What the attacker sends. */
  say(message: string | Buffer): void {
    this.raw.bytesRead += message.length;
    this.raw.emit('data');
    if (this.isOpen) this.emit('message', Buffer.from(message), typeof message !== 'string');
  }

  hangUp(): void {
    this.#end(1006);
  }

  send(text: string): void {
    this.heard.push(JSON.parse(text));
    queueMicrotask(() => this.onText(text));
  }

  close(code = 1005, reason = ''): void {
    // As the real one does.
    if (Buffer.byteLength(reason) > 123) throw new RangeError('the reason is too long');
    this.why = reason;
    this.#end(code);
  }

  terminate(): void {
    this.#end(1006);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  #end(code: number): void {
    if (!this.isOpen) return;
    this.closedWith = code;
    this.readyState = 3;
    this.emit('close', code);
  }
}
