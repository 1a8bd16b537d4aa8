import { isDeepStrictEqual } from 'node:util';
import { CameraReader } from './camera/camera-reader.ts';
import type { FingerListeners } from './fingerprint/finger-read.ts';
import { FingerprintReader } from './fingerprint/fingerprint-reader.ts';
import { makeReader, type ReadersDeps } from './make-reader.ts';
import type { CardRead, Reader, ReaderCounts, ReaderIdentity, ReaderState } from './reader.ts';
import type { ReaderConfig, ReadersConfig } from './reader-config.ts';
import { isSimulator, type Simulator } from './simulated/simulator.ts';
import type { WedgeKey } from './wedge/wedge-keys.ts';
import { WedgeReader } from './wedge/wedge-reader.ts';

export type ReadersListeners = Partial<FingerListeners> & {
  readonly onCard: (read: CardRead) => void;
  /** What a reader that types has typed, card or not. */
  readonly onText?: (reader: string, text: string) => void;
  /** These are the readers from now on; told before any of the new ones tells anything. */
  readonly onReaders?: (readers: readonly ReaderIdentity[]) => void;
  readonly onState: (reader: ReaderIdentity, state: ReaderState, detail: string) => void;
};

/** All readers of a kiosk, each looking after its own hardware: what befalls one never touches another. */
export type Readers = {
  readonly identities: readonly ReaderIdentity[];
  /** A key pressed at the screen, for the reader that types. */
  pressKey(key: WedgeKey): void;
  /** Present if the settings ask for one. */
  readonly simulated: Simulator | undefined;
  /** Likewise. */
  readonly camera: CameraReader | undefined;
  /** Those that know fingers. */
  readonly fingerprints: readonly FingerprintReader[];
  /** By reader id. */
  counts(): ReadonlyMap<string, ReaderCounts>;
  /** From now on these. Those whose settings are the same as before go on undisturbed; resolves when the others are started. */
  change(config: ReadersConfig): Promise<void>;
  stop(): Promise<void>;
};

/** The ledger keeps this many characters of why a reader's state changed. */
const LONGEST_DETAIL = 200;

/** A device that hangs while it is being let go must not keep the others from anything. */
const STOPPED_WITHIN_MS = 3_000;

/** Starts the configured readers. Of a reader's state nothing is told before this has returned. */
export function startReaders(config: ReadersConfig, listeners: ReadersListeners, deps: ReadersDeps): Readers {
  return new RunningReaders(config, listeners, deps);
}

type Running = { readonly settings: ReaderConfig; readonly reader: Reader };

class RunningReaders implements Readers {
  readonly #listeners: ReadersListeners;
  readonly #deps: ReadersDeps;
  #running: readonly Running[] = [];
  #changing: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(config: ReadersConfig, listeners: ReadersListeners, deps: ReadersDeps) {
    this.#listeners = listeners;
    this.#deps = deps;
    this.#begin(config);
  }

  get identities(): readonly ReaderIdentity[] {
    return this.#readers.map(identityOf);
  }

  get simulated(): Simulator | undefined {
    return this.#readers.find(isSimulator);
  }

  get camera(): CameraReader | undefined {
    return this.#readers.find((reader) => reader instanceof CameraReader);
  }

  get fingerprints(): readonly FingerprintReader[] {
    return this.#readers.filter((reader) => reader instanceof FingerprintReader);
  }

  pressKey(key: WedgeKey): void {
    this.#readers.find((reader) => reader instanceof WedgeReader)?.pressKey(key);
  }

  counts(): ReadonlyMap<string, ReaderCounts> {
    return new Map(this.#readers.map((reader) => [reader.id, reader.counts()]));
  }

  /** One change after the other: a device belongs to one reader at a time. */
  change(config: ReadersConfig): Promise<void> {
    this.#changing = this.#changing.then(() => this.#change(config));
    return this.#changing;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#readers.map((reader) => this.#letGo(reader)));
  }

  get #readers(): readonly Reader[] {
    return this.#running.map(({ reader }) => reader);
  }

  async #change(config: ReadersConfig): Promise<void> {
    if (this.#isStopped) return;
    const goes = ({ settings }: Running) => !config.some((each) => isDeepStrictEqual(each, settings));
    const going = this.#running.filter(goes);
    this.#running = this.#running.filter((running) => !goes(running));
    await Promise.all(going.map(({ reader }) => this.#letGo(reader)));
    if (!this.#isStopped) this.#begin(config);
  }

  /** Those that run already are left alone. */
  #begin(config: ReadersConfig): void {
    const before = this.#running;
    const known = (settings: ReaderConfig) =>
      before.find((running) => isDeepStrictEqual(running.settings, settings));
    this.#running = config.map(
      (settings) => known(settings) ?? { settings, reader: makeReader(settings, this.#deps) },
    );
    this.#listeners.onReaders?.(this.identities);
    for (const running of this.#running) if (!before.includes(running)) this.#start(running.reader);
  }

  #start(reader: Reader): void {
    const identity = identityOf(reader);
    let hasReturned = false;
    const onState = (state: ReaderState, detail: string) =>
      this.#listeners.onState(identity, state, detail.slice(0, LONGEST_DETAIL));
    reader.start({
      ...this.#listeners,
      onState: (state, detail) =>
        hasReturned ? onState(state, detail) : queueMicrotask(() => onState(state, detail)),
    });
    queueMicrotask(() => {
      hasReturned = true;
    });
  }

  async #letGo(reader: Reader): Promise<void> {
    let cancel: () => void = () => undefined;
    const isLate = new Promise<void>((resolve) => {
      cancel = this.#deps.after(STOPPED_WITHIN_MS, resolve);
    });
    await Promise.race([reader.stop(), isLate]);
    cancel();
  }
}

function identityOf({ id, name, kind }: Reader): ReaderIdentity {
  return { id, name, kind };
}
