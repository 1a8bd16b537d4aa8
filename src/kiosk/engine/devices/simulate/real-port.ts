import { SerialPort } from 'serialport';
import { describeFailure } from '../serial-port/reconnect.ts';
import { SerialConnection } from '../serial-port/serial-connection.ts';
import type { PortTarget } from '../serial-port/serial-port-owner.ts';
import type { TwinPort } from './run-twin.ts';

/** A twin on a serial port that exists, with a cable to the kiosk's. Opened when plugged in. */
export class RealPort implements TwinPort {
  readonly #target: PortTarget;
  readonly #onBytes: (bytes: Uint8Array) => void;
  #connection: SerialConnection | undefined;

  constructor(target: PortTarget, onBytes: (bytes: Uint8Array) => void) {
    this.#target = target;
    this.#onBytes = onBytes;
  }

  /** Rejects with words for a person if it can't be opened. */
  async plugIn(): Promise<void> {
    if (this.#connection !== undefined) return;
    await new Promise<void>((resolve, reject) => {
      this.#connection = new SerialConnection(SerialPort, this.#target, {
        onOpen: resolve,
        onBytes: this.#onBytes,
        onGone: (failure) => {
          this.#connection = undefined;
          reject(new Error(describeFailure(failure, this.#target.path, false)));
        },
      });
    });
  }

  async unplug(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close();
  }

  write(bytes: Uint8Array): void {
    this.#connection?.write(bytes);
  }
}
