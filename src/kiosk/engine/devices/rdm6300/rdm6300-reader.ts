import type { DeviceDeps } from '../device-deps.ts';
import type { Reader, ReaderCounts, ReaderListeners } from '../reader.ts';
import { type LoadSerialPort, SerialPortOwner } from '../serial-port/serial-port-owner.ts';
import { UnaskedHealth } from '../serial-port/unasked-health.ts';
import { StayBook } from '../stay-book.ts';
import { cardInFrame, splitFrames } from './frame.ts';
import { MODEL_TRAITS } from './rdm6300-models.ts';
import type { Rdm6300Settings } from './rdm6300-settings.ts';

export type Rdm6300Options = Rdm6300Settings & { readonly id: string };

/** Reads 125 kHz cards by an RDM6300, RDM630, ID-12LA or ID-20LA on a serial port. These modules only speak; nothing is ever sent to them. */
export class Rdm6300Reader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #options: Rdm6300Options;
  readonly #deps: DeviceDeps;
  readonly #load: LoadSerialPort;
  readonly #stays: StayBook;
  #owner: SerialPortOwner | undefined;
  #health: UnaskedHealth | undefined;
  #rest: Uint8Array = new Uint8Array();

  constructor(options: Rdm6300Options, deps: DeviceDeps, load: LoadSerialPort) {
    this.id = options.id;
    this.name = options.name;
    this.#options = options;
    this.#deps = deps;
    this.#load = load;
    this.#stays = new StayBook(options.id, deps.mono);
  }

  start(listeners: ReaderListeners): void {
    const health = new UnaskedHealth(this.#options, this.#deps.after, listeners.onState);
    this.#health = health;
    this.#owner = new SerialPortOwner(this.#options, this.#deps, {
      onOpen: () => {
        this.#rest = new Uint8Array();
      },
      onBytes: (bytes, at) => this.#read(bytes, at, listeners),
      onState: (state, detail) => health.notePort(state, detail),
    });
    void this.#owner.start(this.#load);
  }

  counts(): ReaderCounts {
    return this.#stays.counts();
  }

  async stop(): Promise<void> {
    this.#health?.stop();
    await this.#owner?.stop();
  }

  #read(bytes: Uint8Array, at: number, listeners: ReaderListeners): void {
    const { frames, rest, junk } = splitFrames(Buffer.concat([this.#rest, bytes]));
    this.#rest = rest;
    this.#discard(junk);
    for (const digits of frames) this.#readFrame(digits, at, listeners);
  }

  #readFrame(digits: string, at: number, listeners: ReaderListeners): void {
    const card = cardInFrame(digits);
    if (!card.ok) {
      this.#discard(digits.length);
      return;
    }
    this.#health?.noteSense();
    // A second frame that agrees would be waited for in vain where a card is told of once.
    const certain = !MODEL_TRAITS[this.#options.kind].repeats;
    const read = this.#stays.sight({ card: card.value, at, certain });
    if (read !== undefined) listeners.onCard(read);
  }

  #discard(bytes: number): void {
    this.#stays.discard(bytes);
    this.#health?.noteNonsense(bytes);
  }
}
