import { err, ok, type Result } from '#domain/result.ts';
import type { Connection, ConnectionEvents } from '../connection-keeper.ts';
import type { PortFailure } from '../serial-port/reconnect.ts';
import { hidOpeningFailure } from './hid-failure.ts';
import type { HidDeviceInfo, HidHandle, HidLibrary } from './hid-library.ts';
import type { UsbDevice } from './usb-device.ts';

/** Which of a device's interfaces to open: a reader that types also has others, for buttons it doesn't have. */
export type HidUsage = { readonly usagePage: number; readonly usage: number };

export type HidTarget = UsbDevice & {
  readonly path?: string | undefined;
  readonly usage?: HidUsage | undefined;
};

export type HidEvents = ConnectionEvents & { readonly onReport: (report: Uint8Array) => void };

/** One connection to a HID device. */
export class HidConnection implements Connection {
  readonly #events: HidEvents;
  readonly #tried: Promise<void>;
  #handle: HidHandle | undefined;
  #path: string | undefined;
  #gone = false;

  constructor(library: HidLibrary, target: HidTarget, events: HidEvents) {
    this.#events = events;
    this.#tried = this.#open(library, target);
  }

  /** Where the device was found. */
  get path(): string | undefined {
    return this.#path;
  }

  /** Says `command` to a device that is asked by feature reports without numbers, and gives its answer of as many bytes; undefined where none comes. */
  async exchange(command: readonly number[]): Promise<Uint8Array | undefined> {
    const handle = this.#handle;
    if (this.#gone || handle === undefined) return undefined;
    try {
      await handle.sendFeatureReport([0, ...command]);
      const answer = await handle.getFeatureReport(0, command.length + 1);
      // Linux leaves the number out where there is none.
      return answer.length > command.length ? answer.subarray(1) : answer;
    } catch (error) {
      // A device that doesn't want to answer this is still there; one that can't be reached is not.
      if (hidOpeningFailure(error).kind === 'missing') this.#lose({ kind: 'unplugged' });
      return undefined;
    }
  }

  /** As `exchange`, for commands that have no answer. */
  async send(command: readonly number[]): Promise<void> {
    if (this.#gone) return;
    await this.#handle?.sendFeatureReport([0, ...command]).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#gone = true;
    await this.#tried;
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close().catch(() => undefined);
  }

  async #open(library: HidLibrary, target: HidTarget): Promise<void> {
    const opened = await openDevice(library, target);
    if (!opened.ok) return this.#fail(opened.error);
    const { handle, path } = opened.value;
    this.#handle = handle;
    this.#path = path;
    if (this.#gone) return;
    // Without someone listening for reports, the loss of the device would never be noticed.
    handle.on('data', (report) => {
      if (!this.#gone) this.#events.onReport(report);
    });
    handle.on('error', () => this.#lose({ kind: 'unplugged' }));
    this.#events.onOpen();
  }

  /** Told after the constructor has returned, as every failure is. */
  #fail(failure: PortFailure): void {
    queueMicrotask(() => this.#lose(failure));
  }

  #lose(failure: PortFailure): void {
    if (this.#gone) return;
    void this.close();
    this.#events.onGone(failure);
  }
}

type Opened = { readonly handle: HidHandle; readonly path: string };

async function openDevice(library: HidLibrary, target: HidTarget): Promise<Result<Opened, PortFailure>> {
  try {
    const path = target.path ?? (await findPath(library, target));
    if (path === undefined) return err({ kind: 'missing' });
    return ok({ handle: await library.HIDAsync.open(path), path });
  } catch (error) {
    return err(hidOpeningFailure(error));
  }
}

async function findPath(library: HidLibrary, target: HidTarget): Promise<string | undefined> {
  const found = await library.devicesAsync(target.vendorId, target.productId);
  return found.find((device) => isMeant(device, target))?.path;
}

function isMeant(device: HidDeviceInfo, { serialNumber, usage }: HidTarget): boolean {
  if (serialNumber !== undefined && device.serialNumber !== serialNumber) return false;
  // Where the system can't tell what an interface is for, it says 0 or nothing.
  if (usage === undefined || !device.usagePage) return true;
  return device.usagePage === usage.usagePage && device.usage === usage.usage;
}
