import type { DeviceDeps } from '../device-deps.ts';
import type { HidConnection } from '../hid/hid-connection.ts';
import type { LoadHid } from '../hid/hid-library.ts';
import { HidOwner } from '../hid/hid-owner.ts';
import { usbDeviceOf } from '../hid/usb-device.ts';
import type { Reader, ReaderCounts, ReaderListeners } from '../reader.ts';
import { StayBook } from '../stay-book.ts';
import { activeCard, CARD_BITS, CARD_LENGTH } from './active-card.ts';
import { type PcProxParity, stopTyping } from './pcprox-config.ts';
import type { PcProxSettings } from './pcprox-settings.ts';

/** Two answers take a few milliseconds; a person holds a card for a quarter of a second at least. */
const ASK_EVERY_MS = 100;
/** One answer may get lost. The system itself waits 5 s at most for a device on USB. */
const MOST_SILENCES = 3;

/** Reads cards by an rf IDeas pcProx, which is asked again and again. While the kiosk reads it, it doesn't type; unplugged, it forgets that. */
export class PcProxReader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #settings: PcProxSettings;
  readonly #deps: DeviceDeps;
  readonly #load: LoadHid;
  readonly #stays: StayBook;
  #owner: HidOwner | undefined;
  #connection: HidConnection | undefined;
  #wake: () => void = () => undefined;
  #sawStrange = false;

  constructor(settings: PcProxSettings & { readonly id: string }, deps: DeviceDeps, load: LoadHid) {
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
      onOpen: (connection) => {
        this.#connection = connection;
        void this.#talk(connection, listeners);
      },
      onLost: () => this.#leave(),
      // What it types is of no use here, and is asked for anyway.
      onReport: () => undefined,
      onState: listeners.onState,
    });
    void this.#owner.start(this.#load);
  }

  counts(): ReaderCounts {
    return this.#stays.counts();
  }

  async stop(): Promise<void> {
    this.#leave();
    await this.#owner?.stop();
  }

  #leave(): void {
    this.#connection = undefined;
    this.#wake();
  }

  /** Until the connection is over, or the device has been silent too often. */
  async #talk(connection: HidConnection, listeners: ReaderListeners): Promise<void> {
    let cut: PcProxParity | undefined;
    let silences = 0;
    while (connection === this.#connection && silences < MOST_SILENCES) {
      cut ??= await stopTyping(connection);
      const answered = cut !== undefined && (await this.#ask(connection, cut, listeners));
      silences = answered ? 0 : silences + 1;
      await this.#pause();
    }
    if (connection === this.#connection) this.#owner?.giveUp({ kind: 'silent', answered: cut !== undefined });
  }

  /** False: no answer. */
  async #ask(connection: HidConnection, cut: PcProxParity, listeners: ReaderListeners): Promise<boolean> {
    const bits = await connection.exchange(CARD_BITS);
    const length = bits && (await connection.exchange(CARD_LENGTH));
    if (bits === undefined || length === undefined) return false;
    if (connection !== this.#connection) return true;
    const active = activeCard(bits, length, cut);
    if (active.kind === 'strange' && !this.#sawStrange) this.#stays.discard(bits.length);
    this.#sawStrange = active.kind === 'strange';
    if (active.kind !== 'card') return true;
    const read = this.#stays.sight({ card: active.card, at: this.#deps.mono(), certain: true });
    if (read !== undefined) listeners.onCard(read);
    return true;
  }

  #pause(): Promise<void> {
    if (this.#connection === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#deps.after(ASK_EVERY_MS, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
