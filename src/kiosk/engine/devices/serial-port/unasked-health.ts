import type { DeviceDeps } from '../device-deps.ts';
import type { ReaderState } from '../reader.ts';

/** About twenty frames' worth: less may be line noise or another program's knocking; more is another device or another speed. */
const GIBBERISH_BYTES = 256;

const HOUR_MS = 3_600_000;

export type UnaskedOptions = {
  readonly path: string;
  /** So long without a card is worth a look. */
  readonly quietAfterHours: number;
};

type Told = { readonly state: ReaderState; readonly detail: string };

/** How a reader is that only speaks and can't be asked: judged by its port and by what comes from it. */
export class UnaskedHealth {
  readonly #options: UnaskedOptions;
  readonly #after: DeviceDeps['after'];
  readonly #onState: (state: ReaderState, detail: string) => void;
  #port: Told | undefined;
  /** Bytes since the last that made sense. */
  #nonsense = 0;
  #quietForLong = false;
  #cancelQuiet: () => void = () => undefined;
  #told: Told | undefined;

  /** `onState` is told on change only. */
  constructor(
    options: UnaskedOptions,
    after: DeviceDeps['after'],
    onState: (state: ReaderState, detail: string) => void,
  ) {
    this.#options = options;
    this.#after = after;
    this.#onState = onState;
  }

  notePort(state: ReaderState, detail: string): void {
    this.#port = { state, detail };
    this.#waitAnew();
    this.#tell();
  }

  /** A card was read. */
  noteSense(): void {
    this.#nonsense = 0;
    this.#waitAnew();
    this.#tell();
  }

  /** So many bytes were nothing. */
  noteNonsense(bytes: number): void {
    this.#nonsense += bytes;
    this.#tell();
  }

  stop(): void {
    this.#cancelQuiet();
    this.#port = undefined;
  }

  #waitAnew(): void {
    this.#cancelQuiet();
    this.#quietForLong = false;
    if (this.#port?.state !== 'ready') return;
    this.#cancelQuiet = this.#after(this.#options.quietAfterHours * HOUR_MS, () => {
      this.#quietForLong = true;
      this.#tell();
    });
  }

  #tell(): void {
    const now = this.#judge();
    if (now === undefined || (this.#told?.state === now.state && this.#told.detail === now.detail)) return;
    this.#told = now;
    this.#onState(now.state, now.detail);
  }

  #judge(): Told | undefined {
    if (this.#port?.state !== 'ready') return this.#port;
    const { path, quietAfterHours } = this.#options;
    if (this.#nonsense >= GIBBERISH_BYTES)
      return { state: 'quiet', detail: `What comes from ${path} makes no sense. Is it this kind of reader?` };
    if (this.#quietForLong)
      return {
        state: 'quiet',
        detail: `No card has been read at ${path} for ${quietAfterHours} hours. Hold one to it to see that it still reads.`,
      };
    return this.#port;
  }
}
