import type { DeviceDeps } from '../device-deps.ts';
import type { Reader, ReaderCounts, ReaderIdentity, ReaderListeners } from '../reader.ts';
import { endSilentStays, NO_STAYS, noteSighting, type Stays } from '../stays.ts';
import { NO_TYPING, type Typing, type TypingPace, typeKey, type WedgeKey } from './wedge-keys.ts';
import { decodeWedgeNumber, type WedgeForm } from './wedge-number.ts';

export type WedgeOptions = Omit<ReaderIdentity, 'kind'> & TypingPace & WedgeForm;

/**
 * Reads cards by a reader that is a keyboard to the computer and types the card's number and Enter. The screen sees its keys and
 * passes them on; a person's typing is told from it by its pace and its length.
 */
export class WedgeReader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'keyboard';
  readonly #options: WedgeOptions;
  readonly #deps: Pick<DeviceDeps, 'mono'>;
  #listeners: ReaderListeners | undefined;
  #typing: Typing = NO_TYPING;
  #stays: Stays = NO_STAYS;
  #discarded = 0;

  constructor(options: WedgeOptions, deps: Pick<DeviceDeps, 'mono'>) {
    this.id = options.id;
    this.name = options.name;
    this.#options = options;
    this.#deps = deps;
  }

  /** Whether such a reader is plugged in can't be known: it looks like any keyboard. */
  start(listeners: ReaderListeners): void {
    this.#listeners = listeners;
    listeners.onState('ready', 'Cards are read from what a USB reader types.');
  }

  /** `key.at` may be of any clock: only differences count. */
  pressKey(key: WedgeKey): void {
    const { typing, text, discarded } = typeKey(this.#typing, key, this.#options);
    this.#typing = typing;
    this.#discarded += discarded;
    if (text === undefined) return;
    this.#listeners?.onText?.(this.id, text);
    const card = decodeWedgeNumber(text, this.#options);
    if (card === undefined) {
      this.#discarded += text.length + 1;
      return;
    }
    const at = this.#deps.mono();
    const { stays, tell } = noteSighting(this.#stays, { card, at, certain: true });
    this.#stays = stays;
    if (tell === undefined) return;
    this.#listeners?.onCard({ reader: this.id, card, stay: `${this.id}/${tell.number}`, certain: true, at });
  }

  counts(): ReaderCounts {
    this.#stays = endSilentStays(this.#stays, this.#deps.mono());
    return { stays: this.#stays.begun, seenOnce: this.#stays.seenOnce, discarded: this.#discarded };
  }

  stop(): Promise<void> {
    this.#listeners = undefined;
    return Promise.resolve();
  }
}
