import type { CameraState } from '#contracts/engine-link/screen-command.ts';
import type { Reader, ReaderCounts, ReaderIdentity, ReaderListeners, ReaderState } from '../reader.ts';

export type CameraOptions = Omit<ReaderIdentity, 'kind'> & { readonly device?: string | undefined };

type Told = { readonly state: ReaderState; readonly detail: string };

// The screen hasn't spoken yet; until it does there is nothing to complain of.
const BEFORE_FIRST: Told = { state: 'ready', detail: 'The camera is switched on while a class is open.' };

/**
 * The camera that the screen looks through. The screen opens it when the engine says so, tells how it is, and passes on what it
 * decodes; what a code is worth is judged by the engine.
 */
export class CameraReader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'camera';
  /** Part of the name of the camera to use; null: the browser's choice. */
  readonly device: string | null;
  #listeners: ReaderListeners | undefined;
  #last: Told = BEFORE_FIRST;
  #seen = 0;
  #discarded = 0;

  constructor({ id, name, device }: CameraOptions) {
    this.id = id;
    this.name = name;
    this.device = device ?? null;
  }

  start(listeners: ReaderListeners): void {
    this.#listeners = listeners;
    listeners.onState(this.#last.state, this.#last.detail);
  }

  /** What the screen says of its camera. */
  tell(state: CameraState, label: string): void {
    const told = inWords(state, label);
    const isNews = told.state !== this.#last.state || told.detail !== this.#last.detail;
    const isReadyStill = told.state === 'ready' && this.#last.state === 'ready';
    this.#last = told;
    // On and off again with every class is no news of the camera's health.
    if (isNews && !isReadyStill) this.#listeners?.onState(told.state, told.detail);
  }

  /** A code was decoded; `isPass`: one that is for this kiosk to judge. */
  count(isPass: boolean): void {
    if (isPass) this.#seen += 1;
    else this.#discarded += 1;
  }

  counts(): ReaderCounts {
    return { stays: this.#seen, seenOnce: 0, discarded: this.#discarded };
  }

  stop(): Promise<void> {
    this.#listeners = undefined;
    return Promise.resolve();
  }
}

function inWords(state: CameraState, label: string): Told {
  const named = label === '' ? '' : ` (${label})`;
  switch (state) {
    case 'off':
      return BEFORE_FIRST;
    case 'looking':
      return { state: 'ready', detail: `Passes are read${named}.` };
    case 'no-picture':
      return {
        state: 'quiet',
        detail: `No picture comes from the camera${named}. Unplug it and plug it in again.`,
      };
    case 'missing':
      return { state: 'absent', detail: 'No camera is plugged in.' };
    case 'refused':
      return {
        state: 'absent',
        detail: 'The browser does not let the screen use the camera. Allow it for this page.',
      };
    case 'busy':
      return { state: 'absent', detail: `Another program has the camera${named}. Close that program.` };
    case 'failed':
      return {
        state: 'absent',
        detail: `The camera could not be started${named}. Unplug it and plug it in again.`,
      };
  }
}
