import type { DeviceDeps } from '../device-deps.ts';
import type { ReaderState } from '../reader.ts';
import { type LoadSerialPort, type PortTarget, SerialPortOwner } from './serial-port-owner.ts';
import { type Line, TalkingLine } from './talking-line.ts';

/** What a run of bytes held. `rest` is fed again in front of the next bytes; `junk` is how many belong to no frame. */
export type Frames<Frame> = {
  readonly frames: readonly Frame[];
  readonly rest: Uint8Array;
  readonly junk: number;
};

export type DialogueOptions<Frame> = PortTarget & {
  readonly split: (bytes: Uint8Array) => Frames<Frame>;
  /** Speaks with the device until the line is over; returning before that means: it doesn't answer. */
  readonly talk: (line: Line<Frame>) => Promise<void>;
};

export type DialogueListeners = {
  /** Told on change only. Ready means answered, not only opened. */
  readonly onState: (state: ReaderState, detail: string) => void;
  readonly onJunk: (bytes: number) => void;
};

/** Speaks with a device that answers, on a serial port that is opened again and again. */
export class SerialDialogue<Frame> {
  readonly #options: DialogueOptions<Frame>;
  readonly #deps: DeviceDeps;
  readonly #listeners: DialogueListeners;
  readonly #owner: SerialPortOwner;
  #talk: TalkingLine<Frame> | undefined;
  #portIsReady = false;
  #told: { readonly state: ReaderState; readonly detail: string } | undefined;

  constructor(options: DialogueOptions<Frame>, deps: DeviceDeps, listeners: DialogueListeners) {
    this.#options = options;
    this.#deps = deps;
    this.#listeners = listeners;
    this.#owner = new SerialPortOwner(options, deps, {
      onOpen: () => this.#begin(),
      onLost: () => this.#end(),
      onBytes: (bytes, at) => this.#read(bytes, at),
      onState: (state, detail) => this.#portChanged(state, detail),
    });
  }

  async start(load: LoadSerialPort): Promise<void> {
    await this.#owner.start(load);
  }

  /** Resolves when the port is free for others; nothing is told after the call. */
  async stop(): Promise<void> {
    this.#end();
    await this.#owner.stop();
  }

  #begin(): void {
    const talk = new TalkingLine<Frame>({
      after: this.#deps.after,
      write: (bytes) => this.#owner.write(bytes),
      onReady: () => this.#tellIfReady(),
    });
    this.#talk = talk;
    void this.#options.talk(talk).then(() => {
      if (!talk.isOver()) this.#owner.giveUp({ kind: 'silent', answered: talk.readyDetail !== undefined });
    });
  }

  #end(): void {
    this.#talk?.end();
    this.#talk = undefined;
    this.#portIsReady = false;
  }

  #read(bytes: Uint8Array, at: number): void {
    const talk = this.#talk;
    if (talk === undefined) return;
    const { frames, rest, junk } = this.#options.split(Buffer.concat([talk.rest, bytes]));
    talk.rest = rest;
    if (junk > 0) this.#listeners.onJunk(junk);
    for (const frame of frames) talk.take(frame, at);
  }

  #portChanged(state: ReaderState, detail: string): void {
    this.#portIsReady = state === 'ready';
    if (this.#portIsReady) this.#tellIfReady();
    else this.#tell(state, detail);
  }

  #tellIfReady(): void {
    const detail = this.#talk?.readyDetail;
    if (this.#portIsReady && detail !== undefined) this.#tell('ready', detail);
  }

  #tell(state: ReaderState, detail: string): void {
    if (this.#told?.state === state && this.#told.detail === detail) return;
    this.#told = { state, detail };
    this.#listeners.onState(state, detail);
  }
}
