import { ConnectionKeeper } from '../connection-keeper.ts';
import type { DeviceDeps } from '../device-deps.ts';
import { FloodGuard } from '../flood-guard.ts';
import type { ReaderState } from '../reader.ts';
import type { PortFailure } from '../serial-port/reconnect.ts';
import { HidConnection, type HidTarget } from './hid-connection.ts';
import { describeHidFailure } from './hid-failure.ts';
import type { HidLibrary, LoadHid } from './hid-library.ts';

export type HidListeners = {
  /** A new connection begins. */
  readonly onOpen: (connection: HidConnection) => void;
  /** The connection is over; another will begin. */
  readonly onLost?: () => void;
  /** One whole report, with its number first where the device has several. `at` in monotonic ms. */
  readonly onReport: (report: Uint8Array, at: number) => void;
  readonly onState: (state: ReaderState, detail: string) => void;
};

/** USB asks a keyboard for at most 1,000 reports in a second, and no person or reader fills them all. */
const FLOOD_REPORTS_PER_S = 900;

/** Keeps one HID device open for as long as there is one. */
export class HidOwner {
  readonly #keeper: ConnectionKeeper<HidConnection>;
  #library: HidLibrary | undefined;

  constructor(target: HidTarget, deps: DeviceDeps, listeners: HidListeners) {
    const flood = new FloodGuard(FLOOD_REPORTS_PER_S);
    const onReport = (report: Uint8Array) => {
      const at = deps.mono();
      if (flood.isTooMuch(1, at)) this.#keeper.giveUp({ kind: 'flooding' });
      else listeners.onReport(report, at);
    };
    const device = nameOf(target);
    this.#keeper = new ConnectionKeeper<HidConnection>(
      {
        connect: (events) => {
          if (this.#library === undefined)
            throw new Error('the device was to be opened before its library was there');
          return new HidConnection(this.#library, target, { ...events, onReport });
        },
        describeReady: () => `Connected: ${device}.`,
        describeFailure: (failure, shaky) => describeHidFailure(failure, device, shaky),
        pathOf: (connection) => connection.path,
      },
      deps,
      {
        onOpen: (connection) => {
          flood.reset(deps.mono());
          listeners.onOpen(connection);
        },
        onLost: listeners.onLost,
        onState: listeners.onState,
      },
    );
  }

  async start(load: LoadHid): Promise<void> {
    try {
      this.#library = await load();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#keeper.cannot(`USB-HID readers can't be used on this computer: ${why}`);
      return;
    }
    this.#keeper.start();
  }

  /** The device is connected and no use: lets go of it, and tries again after a while. */
  giveUp(failure: Extract<PortFailure, { kind: 'silent' }>): void {
    this.#keeper.giveUp(failure);
  }

  /** Resolves when the device is free for others; nothing is told after the call. */
  async stop(): Promise<void> {
    await this.#keeper.stop();
  }
}

function nameOf({ vendorId, productId, path }: HidTarget): string {
  const hex = (id: number) => id.toString(16).padStart(4, '0');
  return `the USB reader ${hex(vendorId)}:${hex(productId)}${path === undefined ? '' : ` at ${path}`}`;
}
