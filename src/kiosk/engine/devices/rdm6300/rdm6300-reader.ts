import type { DeviceDeps } from '../device-deps.ts';
import type { Reader, ReaderCounts, ReaderListeners, ReaderState } from '../reader.ts';
import { type LoadSerialPort, SerialPortOwner } from '../serial-port/serial-port-owner.ts';
import { endSilentStays, NO_STAYS, noteSighting, type Stays } from '../stays.ts';
import { cardInFrame, splitFrames } from './frame.ts';
import { MODEL_TRAITS } from './rdm6300-models.ts';
import type { Rdm6300Settings } from './rdm6300-settings.ts';

export type Rdm6300Options = Rdm6300Settings & { readonly id: string };

/** About twenty frames' worth: less may be line noise or another program's knocking; more is another device or another speed. */
const GIBBERISH_BYTES = 256;

/** Reads 125 kHz cards by an RDM6300, RDM630, ID-12LA or ID-20LA on a serial port. These modules only speak; nothing is ever sent to them. */
export class Rdm6300Reader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #options: Rdm6300Options;
  readonly #deps: DeviceDeps;
  readonly #load: LoadSerialPort;
  #owner: SerialPortOwner | undefined;
  #rest: Uint8Array = new Uint8Array();
  #stays: Stays = NO_STAYS;
  #discarded = 0;
  /** Bytes since the last frame that made sense. */
  #gibberish = 0;
  #port: { readonly state: ReaderState; readonly detail: string } | undefined;

  constructor(options: Rdm6300Options, deps: DeviceDeps, load: LoadSerialPort) {
    this.id = options.id;
    this.name = options.name;
    this.#options = options;
    this.#deps = deps;
    this.#load = load;
  }

  start(listeners: ReaderListeners): void {
    this.#owner = new SerialPortOwner(this.#options, this.#deps, {
      onOpen: () => {
        this.#rest = new Uint8Array();
      },
      onBytes: (bytes, at) => this.#read(bytes, at, listeners),
      onState: (state, detail) => {
        this.#port = { state, detail };
        if (!this.#speaksGibberish() || state !== 'ready') listeners.onState(state, detail);
      },
    });
    void this.#owner.start(this.#load);
  }

  counts(): ReaderCounts {
    this.#stays = endSilentStays(this.#stays, this.#deps.mono());
    return { stays: this.#stays.begun, seenOnce: this.#stays.seenOnce, discarded: this.#discarded };
  }

  async stop(): Promise<void> {
    await this.#owner?.stop();
  }

  #read(bytes: Uint8Array, at: number, listeners: ReaderListeners): void {
    const { frames, rest, junk } = splitFrames(Buffer.concat([this.#rest, bytes]));
    this.#rest = rest;
    this.#discard(junk, listeners);
    for (const digits of frames) this.#readFrame(digits, at, listeners);
  }

  #readFrame(digits: string, at: number, listeners: ReaderListeners): void {
    const card = cardInFrame(digits);
    if (!card.ok) {
      this.#discard(digits.length, listeners);
      return;
    }
    this.#understood(listeners);
    // A second frame that agrees would be waited for in vain where a card is told of once.
    const sighting = { card: card.value, at, certain: !MODEL_TRAITS[this.#options.kind].repeats };
    const { stays, tell } = noteSighting(this.#stays, sighting);
    this.#stays = stays;
    if (tell === undefined) return;
    const stay = `${this.id}/${tell.number}`;
    listeners.onCard({ reader: this.id, card: card.value, stay, certain: tell.certain, at });
  }

  #discard(bytes: number, listeners: ReaderListeners): void {
    const before = this.#speaksGibberish();
    this.#discarded += bytes;
    this.#gibberish += bytes;
    if (before || !this.#speaksGibberish() || this.#port?.state !== 'ready') return;
    listeners.onState(
      'quiet',
      `What comes from ${this.#options.path} makes no sense. Is it this kind of reader?`,
    );
  }

  #understood(listeners: ReaderListeners): void {
    const before = this.#speaksGibberish();
    this.#gibberish = 0;
    if (before && this.#port?.state === 'ready') listeners.onState('ready', this.#port.detail);
  }

  #speaksGibberish(): boolean {
    return this.#gibberish >= GIBBERISH_BYTES;
  }
}
