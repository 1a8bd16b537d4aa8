import type { DeviceDeps } from '../device-deps.ts';
import type { LoadHid } from '../hid/hid-library.ts';
import { HidOwner } from '../hid/hid-owner.ts';
import { usbDeviceOf } from '../hid/usb-device.ts';
import type { Reader, ReaderCounts, ReaderListeners } from '../reader.ts';
import { StayBook } from '../stay-book.ts';
import type { MagTekSettings } from './magtek-settings.ts';
import { cardOnStripe } from './stripe-pattern.ts';
import { readSwipe, wipe } from './swipe.ts';

/** Reads the institution's magnetic cards by a MagTek reader. Any other card leaves nothing behind but a count. */
export class MagTekReader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #settings: MagTekSettings;
  readonly #deps: DeviceDeps;
  readonly #load: LoadHid;
  readonly #stays: StayBook;
  #owner: HidOwner | undefined;

  constructor(settings: MagTekSettings & { readonly id: string }, deps: DeviceDeps, load: LoadHid) {
    this.id = settings.id;
    this.name = settings.name;
    this.#settings = settings;
    this.#deps = deps;
    this.#load = load;
    this.#stays = new StayBook(settings.id, deps.mono);
  }

  start(listeners: ReaderListeners): void {
    const target = { ...usbDeviceOf(this.#settings), path: this.#settings.path };
    this.#owner = new HidOwner(target, this.#deps, {
      onOpen: () => undefined,
      onReport: (report, at) => this.#read(report, at, listeners),
      onState: listeners.onState,
    });
    void this.#owner.start(this.#load);
  }

  counts(): ReaderCounts {
    return this.#stays.counts();
  }

  async stop(): Promise<void> {
    await this.#owner?.stop();
  }

  #read(report: Uint8Array, at: number, listeners: ReaderListeners): void {
    const swipe = readSwipe(report);
    wipe(report);
    const card = swipe?.kind === 'track' ? cardOnStripe(swipe.track2, this.#settings.track2) : undefined;
    if (card === undefined) {
      this.#stays.discard(report.length);
      return;
    }
    const read = this.#stays.sight({ card, at, certain: true });
    if (read !== undefined) listeners.onCard(read);
  }
}
