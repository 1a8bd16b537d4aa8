import { EventEmitter } from 'node:events';
import type { HidHandle, HidLibrary } from '../../../../../src/kiosk/engine/devices/hid/hid-library.ts';
import type { HidTwin } from '../../../../../src/kiosk/engine/devices/hid/hid-twin.ts';

const GONE = 'could not read from HID device: hid_read_timeout: unexpected poll error (device disconnected)';

/**
 * The HID library, with twins for its devices, as node-hid 3.4 was seen to behave on Linux: errors of reading are texts, a device that
 * was plugged in again has another path, and the same device can be opened twice. The real library is tried in test/hardware.
 */
export class TwinHidLibrary implements HidLibrary {
  readonly #plugged = new Map<string, { readonly twin: HidTwin; readonly handles: Set<EventEmitter> }>();
  #paths = 0;
  opened = 0;
  /** Told of the library's own bytes of each report, after whoever listens had them. */
  onSent: (bytes: Uint8Array) => void = () => undefined;
  /** What opening fails with while it is set. */
  refusal: string | undefined;

  readonly HIDAsync = {
    open: (path: string): Promise<HidHandle> => {
      const found = this.#plugged.get(path);
      if (this.refusal !== undefined) return Promise.reject(new Error(this.refusal));
      if (found === undefined)
        return Promise.reject(new Error(`cannot open device with path ${path}: No such file or directory`));
      this.opened += 1;
      return Promise.resolve(this.#handle(found.twin, found.handles));
    },
  };

  devicesAsync(vendorId: number, productId: number) {
    const found = [...this.#plugged].filter(
      ([, { twin }]) => twin.vendorId === vendorId && twin.productId === productId,
    );
    return Promise.resolve(found.map(([path]) => ({ path, interface: 0 })));
  }

  plugIn(twin: HidTwin): void {
    this.#plugged.set(`/dev/hidraw-twin${this.#paths}`, { twin, handles: new Set() });
    this.#paths += 1;
  }

  unplug(twin: HidTwin): void {
    for (const [path, plugged] of this.#plugged) {
      if (plugged.twin !== twin) continue;
      this.#plugged.delete(path);
      for (const handle of plugged.handles) handle.emit('error', GONE);
    }
  }

  send(twin: HidTwin, report: Uint8Array): void {
    for (const plugged of this.#plugged.values())
      if (plugged.twin === twin)
        for (const handle of plugged.handles) {
          const bytes = Buffer.from(report);
          handle.emit('data', bytes);
          this.onSent(bytes);
        }
  }

  #handle(twin: HidTwin, handles: Set<EventEmitter>): HidHandle {
    const events = new EventEmitter();
    handles.add(events);
    const there = () => [...this.#plugged.values()].some((plugged) => plugged.handles === handles);
    return {
      on: (event: 'data' | 'error', listener: (value: Buffer) => void) => events.on(event, listener),
      sendFeatureReport: async (bytes) => {
        if (!there())
          throw new Error('could not send feature report to device: ioctl (SFEATURE): No such device');
        twin.setFeature?.(Uint8Array.from(bytes.slice(1)));
        return bytes.length;
      },
      getFeatureReport: async () => {
        if (!there())
          throw new Error('could not get feature report from device: ioctl (GFEATURE): No such device');
        const report = twin.getFeature?.();
        if (report === undefined)
          throw new Error('could not get feature report from device: ioctl (GFEATURE): Input/output error');
        return report;
      },
      close: async () => void handles.delete(events),
    };
  }
}
