import type { SerialPort } from 'serialport';
import type { PortFailure } from './reconnect.ts';

export type SerialPortClass = typeof SerialPort;

export type ConnectionListeners = {
  readonly onOpen: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Told once, whether the port never opened, was lost, or failed; nothing is told after it. */
  readonly onGone: (failure: PortFailure) => void;
};

/** Small enough that one port never keeps the others waiting for long. */
const READ_AT_MOST_BYTES = 4_096;

/**
 * One connection to a serial port, from opening to loss. Never reopened: a port object that has been closed delivers to its next
 * connection what was written to it in between.
 */
export class SerialConnection {
  readonly #port: SerialPort;
  readonly #listeners: ConnectionListeners;
  readonly #tried: Promise<void>;
  #gone = false;

  constructor(Port: SerialPortClass, to: { path: string; baudRate: number }, listeners: ConnectionListeners) {
    this.#listeners = listeners;
    this.#port = new Port({ ...to, autoOpen: false, highWaterMark: READ_AT_MOST_BYTES });
    // Without someone listening for data, the loss of the port would never be noticed.
    this.#port.on('data', (bytes: Uint8Array) => {
      if (!this.#gone) listeners.onBytes(bytes);
    });
    // `close` comes twice when a write was pending, and an `error` nobody listens to would end the process.
    this.#port.on('close', () => this.#lose({ kind: 'unplugged' }));
    this.#port.on('error', () => this.#lose({ kind: 'unplugged' }));
    // Opening throws away what waited in the system's buffer: that was read at an unknown time before now.
    this.#tried = new Promise((tried) => {
      this.#port.open((error) => {
        tried();
        if (error !== null) this.#lose(openingFailure(error));
        else if (!this.#gone) listeners.onOpen();
      });
    });
  }

  /** Bytes for a port that isn't open any more are dropped: the library would keep them for later. */
  write(bytes: Uint8Array): void {
    if (!this.#gone && this.#port.isOpen) this.#port.write(bytes);
  }

  /** Nothing is told from now on. Resolves when the port is free for others. */
  async close(): Promise<void> {
    this.#gone = true;
    await this.#tried;
    if (this.#port.isOpen) await new Promise((closed) => this.#port.close(closed));
  }

  #lose(failure: PortFailure): void {
    if (this.#gone) return;
    void this.close();
    this.#listeners.onGone(failure);
  }
}

/** The library tells its failures apart by text only. */
export function openingFailure(error: Error): PortFailure {
  const { message } = error;
  if (/no such file|file not found|no such device|ENOENT|ENXIO|ENODEV/i.test(message))
    return { kind: 'missing' };
  // "Access denied" is what Windows says of a port that another program has open.
  if (/cannot lock port|resource busy|access denied/i.test(message)) return { kind: 'in-use' };
  if (/permission denied|EACCES|EPERM/i.test(message)) return { kind: 'denied' };
  return { kind: 'failed', message };
}
