import { ConnectionKeeper } from '../connection-keeper.ts';
import type { DeviceDeps } from '../device-deps.ts';
import { FloodGuard } from '../flood-guard.ts';
import type { ReaderState } from '../reader.ts';
import { isTakenByBrltty } from './brltty.ts';
import { describeFailure, type PortFailure } from './reconnect.ts';
import { SerialConnection, type SerialPortClass } from './serial-connection.ts';

/** Loads the serial port library: its native part is loaded only on a kiosk that has a serial reader. */
export type LoadSerialPort = () => Promise<SerialPortClass>;

export type PortListeners = {
  /** A new connection begins: whatever was left of the last one's bytes is void. */
  readonly onOpen: () => void;
  /** The connection is over; another will begin. */
  readonly onLost?: () => void;
  /** `at` in monotonic ms. */
  readonly onBytes: (bytes: Uint8Array, at: number) => void;
  readonly onState: (state: ReaderState, detail: string) => void;
};

export type PortTarget = { readonly path: string; readonly baudRate: number };

/** A reader at 115,200 baud sends 11 KiB in a second. More means a broken device, which must not keep this program busy. */
const FLOOD_BYTES_PER_S = 64 * 1024;

/** Keeps one serial port open for as long as there is one. */
export class SerialPortOwner {
  readonly #keeper: ConnectionKeeper<SerialConnection>;
  #Port: SerialPortClass | undefined;

  constructor(target: PortTarget, deps: DeviceDeps, listeners: PortListeners) {
    const flood = new FloodGuard(FLOOD_BYTES_PER_S);
    const received = (bytes: Uint8Array) => {
      const at = deps.mono();
      if (flood.isTooMuch(bytes.length, at)) this.#keeper.giveUp({ kind: 'flooding' });
      else listeners.onBytes(bytes, at);
    };
    this.#keeper = new ConnectionKeeper<SerialConnection>(
      {
        connect: (events) => {
          if (this.#Port === undefined)
            throw new Error('the port was to be opened before its library was there');
          return new SerialConnection(this.#Port, target, { ...events, onBytes: received });
        },
        describeReady: () => `Connected at ${target.path}.`,
        describeFailure: (failure, shaky) => describeFailure(failure, target.path, shaky),
        pathOf: () => target.path,
        explain: async (failure) =>
          failure.kind === 'missing' ? { ...failure, takenByBrltty: await isTakenByBrltty() } : failure,
      },
      deps,
      {
        onOpen: () => {
          flood.reset(deps.mono());
          listeners.onOpen();
        },
        onLost: listeners.onLost,
        onState: listeners.onState,
      },
    );
  }

  async start(load: LoadSerialPort): Promise<void> {
    try {
      this.#Port = await load();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#keeper.cannot(`Serial readers can't be used on this computer: ${why}`);
      return;
    }
    this.#keeper.start();
  }

  /** For the device that is connected now; dropped if there is none. */
  write(bytes: Uint8Array): void {
    this.#keeper.open?.write(bytes);
  }

  /** The device is connected and no use: lets go of it, and tries again after a while. */
  giveUp(failure: Extract<PortFailure, { kind: 'silent' }>): void {
    this.#keeper.giveUp(failure);
  }

  /** Resolves when the port is free for others; nothing is told after the call. */
  async stop(): Promise<void> {
    await this.#keeper.stop();
  }
}
