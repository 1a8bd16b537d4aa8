import type { DeviceDeps } from '../device-deps.ts';
import type { LoadHid } from '../hid/hid-library.ts';
import { HidOwner } from '../hid/hid-owner.ts';
import { usbDeviceOf } from '../hid/usb-device.ts';
import type { Reader, ReaderCounts, ReaderListeners } from '../reader.ts';
import { WedgeReader } from '../wedge/wedge-reader.ts';
import { type KeysDown, keysIn, NO_KEYS, pressedKeys } from './boot-report.ts';
import type { HidKeyboardSettings } from './hid-keyboard-settings.ts';

/** Generic desktop, keyboard. */
const KEYBOARD = { usagePage: 1, usage: 6 };

/** Linux alone lets a program read a keyboard's reports. */
export type KeyboardDeps = DeviceDeps & { readonly platform: NodeJS.Platform };

/**
 * Reads cards by a reader that is a keyboard, from its own reports: whatever the layout, whatever window is in front. To the rest
 * of the computer it goes on typing unless the system is told to ignore its keys (72-muster-hidden-keys.rules does).
 */
export class HidKeyboardReader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'keyboard';
  readonly #settings: HidKeyboardSettings;
  readonly #deps: KeyboardDeps;
  readonly #load: LoadHid;
  readonly #typed: WedgeReader;
  #owner: HidOwner | undefined;
  #down: KeysDown = NO_KEYS;
  #strange = 0;

  constructor(settings: HidKeyboardSettings & { readonly id: string }, deps: KeyboardDeps, load: LoadHid) {
    this.id = settings.id;
    this.name = settings.name;
    this.#settings = settings;
    this.#deps = deps;
    this.#load = load;
    this.#typed = new WedgeReader(settings, deps);
  }

  start(listeners: ReaderListeners): void {
    if (this.#deps.platform !== 'linux') {
      const detail = 'Only Linux lets a program read a keyboard. Use a reader of kind "wedge" instead.';
      queueMicrotask(() => listeners.onState('absent', detail));
      return;
    }
    // Of what is typed only the cards matter: whether the reader is there is known here.
    this.#typed.start({ ...listeners, onState: () => undefined });
    const target = { ...usbDeviceOf(this.#settings), path: this.#settings.path, usage: KEYBOARD };
    this.#owner = new HidOwner(target, this.#deps, {
      onOpen: () => {
        this.#down = NO_KEYS;
      },
      onReport: (report, at) => this.#read(report, at),
      onState: listeners.onState,
    });
    void this.#owner.start(this.#load);
  }

  counts(): ReaderCounts {
    const counts = this.#typed.counts();
    return { ...counts, discarded: counts.discarded + this.#strange };
  }

  async stop(): Promise<void> {
    await this.#typed.stop();
    await this.#owner?.stop();
  }

  #read(report: Uint8Array, at: number): void {
    const down = keysIn(report);
    if (down === undefined) {
      this.#strange += 1;
      return;
    }
    const pressed = pressedKeys(this.#down, down);
    this.#down = down;
    for (const code of pressed) this.#typed.pressKey({ code, at });
  }
}
